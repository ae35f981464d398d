package io.credence.bnn.density;

import java.util.stream.IntStream;

/**
 * A posterior density given N rows of data, {@code log prior + sum of N log likelihoods}, of which any rows can be evaluated alone.
 * As a {@link LogDensity} it is the whole.
 */
public interface DataDensity extends LogDensity {

    /** N, at least 1. */
    int rows();

    /** The prior alone. */
    LogDensity prior();

    /**
     * The sum of log likelihoods of these rows, times {@code rows() / rows.length}: an unbiased estimate of the whole sum,
     * whatever the batch size. The prior is not in it.
     *
     * @param rows of 0 to {@link #rows()} - 1, at least one
     */
    LogDensity likelihood(int[] rows);

    /** Of all rows, with the prior. */
    @Override
    default void evaluate(double[][] points, double[] values, double[][] gradients) {
        new MiniBatch(this, IntStream.range(0, rows()).toArray()).evaluate(points, values, gradients);
    }
}
