package io.credence.risk.application;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the stream remembers of an instrument from one closed bar to the next: an immutable value.
 *
 * @param modelVersion whose predictor wrote {@code predictor}
 * @param bars how many bars the stream has closed for it
 * @param predictor features and recurrent state
 * @param reference the EWMA reference's state
 * @param pending forecasts that wait for their outcome, oldest first
 * @param watches one per horizon
 */
record ClosedState(
        String modelVersion,
        long bars,
        byte[] predictor,
        byte[] reference,
        List<Pending> pending,
        List<Watch> watches) {

    static final int MOST_BYTES = 16 * 1024;

    private static final byte VERSION = 2;

    /** The layout whose watches had no symptoms. */
    private static final byte FIRST = 1;

    ClosedState {
        pending = List.copyOf(pending);
        watches = List.copyOf(watches);
    }

    /** The same with the states of another version's predictor. */
    ClosedState withPredictor(String version, byte[] state) {
        return new ClosedState(version, bars, state, reference, pending, watches);
    }

    /** The same with other watches. */
    ClosedState withWatches(List<Watch> others) {
        return new ClosedState(modelVersion, bars, predictor, reference, pending, others);
    }

    /**
     * The state as versioned bytes.
     *
     * @throws IllegalStateException when it is larger than {@link #MOST_BYTES}
     */
    byte[] encode() {
        ByteWriter out = new ByteWriter().putByte(VERSION).putText(modelVersion).putLong(bars);
        out.putBytes(predictor).putBytes(reference).putInt(pending.size());
        pending.forEach(forecast -> forecast.write(out));
        out.putInt(watches.size());
        watches.forEach(watch -> watch.write(out));
        byte[] bytes = out.toBytes();
        if (bytes.length > MOST_BYTES) {
            throw new IllegalStateException("the state of an instrument has " + bytes.length + " bytes; at most "
                    + MOST_BYTES + " are allowed. Maybe a horizon is too long: " + pending.size()
                    + " forecasts wait for their outcome.");
        }
        return bytes;
    }

    /** The predictor's part of an encoded state, without reading what others wrote. */
    static byte[] predictorIn(byte[] bytes) {
        ByteBuffer in = opened(bytes);
        ByteWriter.text(in);
        in.getLong();
        return ByteWriter.bytes(in);
    }

    /** The model's version of an encoded state. */
    static String versionIn(byte[] bytes) {
        return ByteWriter.text(opened(bytes));
    }

    /** How many bars the stream had closed, without reading what others wrote. */
    static long barsIn(byte[] bytes) {
        ByteBuffer in = opened(bytes);
        ByteWriter.text(in);
        return in.getLong();
    }

    private static ByteBuffer opened(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION && version != FIRST) {
            throw new IllegalArgumentException("a stored state has version " + version + "; this build reads " + FIRST
                    + " and " + VERSION + ". Maybe a newer build wrote it.");
        }
        return in;
    }

    static ClosedState decode(byte[] bytes, Decoders decoders) {
        ByteBuffer in = opened(bytes);
        String model = ByteWriter.text(in);
        long bars = in.getLong();
        byte[] predictor = ByteWriter.bytes(in);
        byte[] reference = ByteWriter.bytes(in);
        List<Pending> pending = new ArrayList<>();
        for (int i = in.getInt(); i > 0; i--) {
            pending.add(Pending.read(in, decoders));
        }
        List<Watch> watches = new ArrayList<>();
        for (int i = in.getInt(); i > 0; i--) {
            watches.add(bytes[0] == FIRST ? Watch.readFirst(in, decoders, model) : Watch.read(in, decoders));
        }
        return new ClosedState(model, bars, predictor, reference, pending, watches);
    }
}
