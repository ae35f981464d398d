package io.credence.bnn.network;

/**
 * A network ready to run, one step in time for many rows (instruments) at once. Holds native memory until closed; used by one
 * platform thread at a time.
 *
 * <p>Rows are computed in tiles of {@link #TILE}, the last one padded, so that a row's bits depend neither on the other rows
 * nor on its place among them.
 */
public final class NetworkSession implements AutoCloseable {

    /** Rows per native call. */
    public static final int TILE = 64;

    NetworkSession(SequenceNetwork network) {
        throw new UnsupportedOperationException("not built yet: " + network);
    }

    /** The state of a row of which nothing has been seen. */
    public byte[] initialState() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Moves every row on by one step.
     *
     * @param features {@code [rows][inputs]}, finite
     * @param states {@code [rows]}, each from {@link #initialState} or an earlier step; not changed
     * @return the states after the step, and the head's moments at it
     */
    public Step step(float[][] features, byte[][] states) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public void close() {}

    /**
     * What one step gave.
     *
     * @param states {@code [rows]}
     * @param moments of all rows
     */
    @SuppressWarnings("ArrayRecordComponent") // a pair of results, never compared
    public record Step(byte[][] states, HeadMoments moments) {}
}
