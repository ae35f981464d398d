package io.credence.risk.application;

import io.credence.forecasting.drift.DriftMonitor;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The drift monitor of one horizon, and the alert it has open.
 *
 * @param alert null while there is none
 */
record Watch(int horizon, DriftMonitor monitor, @Nullable OpenAlert alert) {

    /** An alert as it was raised, to be written again when it clears. */
    record OpenAlert(Instant raisedAt, Instant since, double eValue, String what) {}

    void write(ByteWriter out) {
        out.putInt(horizon).putBytes(monitor.encode()).putByte(alert == null ? 0 : 1);
        if (alert != null) {
            out.putLong(alert.raisedAt().toEpochMilli()).putLong(alert.since().toEpochMilli());
            out.putDouble(alert.eValue()).putText(alert.what());
        }
    }

    static Watch read(ByteBuffer in, Decoders decoders) {
        int horizon = in.getInt();
        DriftMonitor monitor = decoders.monitor(ByteWriter.bytes(in));
        return new Watch(horizon, monitor, in.get() == 0 ? null : readAlert(in));
    }

    private static OpenAlert readAlert(ByteBuffer in) {
        return new OpenAlert(
                Instant.ofEpochMilli(in.getLong()),
                Instant.ofEpochMilli(in.getLong()),
                in.getDouble(),
                ByteWriter.text(in));
    }
}
