package io.credence.forecasting.drift.cause;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A positive quantity's recent level against its usual one: exponential means of its logarithm over about 60 and about 2,000 values. It has moved
 * from when the ratio exceeds one threshold until it falls under a lower one; the usual level follows, so that what lasts becomes usual.
 *
 * @param count of the values so far
 * @param recent mean log
 * @param usual mean log
 * @param since when it moved, in milliseconds since 1970; {@link #STILL} while it has not
 */
record Move(long count, double recent, double usual, long since) {

    static final Move NONE = new Move(0, 0, 0, Move.STILL);
    static final int BYTES = 4 * Long.BYTES;

    private static final long STILL = Long.MIN_VALUE;
    private static final double RECENT = 1 / 60.0;
    private static final double USUAL = 1 / 2000.0;

    /** Before so many values nothing is usual. */
    private static final int YOUNG = 100;

    /** Under this a variance counts as this. */
    private static final double LEAST = 1e-12;

    /**
     * @param on the ratio over which it has moved
     * @param off the ratio under which it is back
     */
    Move next(double value, double on, double off, Instant at) {
        double log = Math.log(Math.max(value, LEAST));
        long n = count + 1;
        double nextRecent = recent + Math.max(RECENT, 1.0 / n) * (log - recent);
        double nextUsual = usual + Math.max(USUAL, 1.0 / n) * (log - usual);
        double ratio = Math.exp(nextRecent - nextUsual);
        boolean moved = n > YOUNG && ratio > (since == STILL ? on : off);
        long nextSince = !moved ? STILL : since == STILL ? at.toEpochMilli() : since;
        return new Move(n, nextRecent, nextUsual, nextSince);
    }

    double ratio() {
        return Math.exp(recent - usual);
    }

    Optional<Instant> movedSince() {
        return since == STILL ? Optional.empty() : Optional.of(Instant.ofEpochMilli(since));
    }

    void write(ByteBuffer out) {
        out.putLong(count).putDouble(recent).putDouble(usual).putLong(since);
    }

    static Move read(ByteBuffer in) {
        return new Move(in.getLong(), in.getDouble(), in.getDouble(), in.getLong());
    }
}
