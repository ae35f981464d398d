package io.credence.forecasting.drift;

import io.credence.forecasting.drift.DriftMonitor.Plan;
import io.credence.forecasting.drift.DriftMonitor.Standing;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** A monitor's state as versioned bytes. Layout 1 was that of the monitor of PITs alone. */
final class MonitorCodec {

    static final byte VERSION = 2;

    private static final int HEADER = 2 + Double.BYTES + 2 * Integer.BYTES + Long.BYTES + 2 + 1;

    private MonitorCodec() {}

    static byte[] encode(Plan plan, Standing standing, Lane[] lanes, Ledger exact, Traces traces) {
        Panel panel = plan.panel();
        Alarm alarm = standing.alarm();
        int bytes = HEADER
                + (alarm == null ? 0 : Alarm.BYTES)
                + lanes.length * Lane.bytes(panel)
                + Ledger.bytes(panel)
                + Traces.bytes(panel);
        ByteBuffer out = ByteBuffer.allocate(bytes);
        out.put(VERSION).put((byte) panel.ordinal()).putDouble(plan.alpha()).putShort((short) plan.horizon());
        out.putInt(standing.restarts()).putLong(standing.count()).putInt(standing.quiet());
        out.put((byte) (alarm == null ? 0 : 1));
        if (alarm != null) {
            alarm.write(out);
        }
        for (Lane lane : lanes) {
            lane.write(panel, out);
        }
        exact.write(out);
        traces.write(out);
        return out.array();
    }

    static DriftMonitor decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("monitor state has layout " + version + "; this code reads "
                        + VERSION + ". Maybe it was written by another release: start the monitor anew");
            }
            return read(in);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(
                    "monitor state ends early, after " + bytes.length + " bytes. Maybe it was cut: start anew", e);
        }
    }

    private static DriftMonitor read(ByteBuffer in) {
        Plan plan = readPlan(in);
        Panel panel = plan.panel();
        Standing standing = new Standing(in.getInt(), in.getLong(), in.getInt(), in.get() == 0 ? null : Alarm.read(in));
        Lane[] lanes = new Lane[plan.horizon()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = Lane.read(panel, in);
        }
        return new DriftMonitor(plan, standing, lanes, Ledger.read(panel, in), Traces.read(panel, in));
    }

    private static Plan readPlan(ByteBuffer in) {
        int panel = in.get();
        if (panel < 0 || panel >= Panel.values().length) {
            throw new IllegalArgumentException("monitor state names panel " + panel + ", which this code does not know."
                    + " Maybe it was written by another release: start the monitor anew");
        }
        return new Plan(Panel.values()[panel], in.getDouble(), in.getShort());
    }
}
