package io.credence.bnn.network;

/** A network ready to run, one step in time for many rows at once: a pure function of (features, state) whose results do not depend on which other rows are in the same call. */
public interface StepSession extends AutoCloseable {

    /** The state of a row of which nothing has been seen. */
    byte[] initialState();

    /**
     * Moves every row on by one step.
     *
     * @param features {@code [rows][inputs]}, finite
     * @param states {@code [rows]}, each from {@link #initialState} or an earlier step; not changed
     * @return the states after the step, and the head's moments at it
     */
    NetworkSession.Step step(float[][] features, byte[][] states);

    @Override
    void close();
}
