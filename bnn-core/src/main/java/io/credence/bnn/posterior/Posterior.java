package io.credence.bnn.posterior;

import io.credence.bnn.random.Key;

/** A fitted distribution over the random parameters: an immutable value. */
public interface Posterior {

    /** Length of a draw, at least 1. */
    int dimension();

    /**
     * Draws.
     *
     * @param draws at least 1
     * @param key the same key gives the same draws
     * @return {@code [draws][dimension]}
     */
    double[][] draw(int draws, Key key);

    /** Means, {@code [dimension]}; exact where the family has them, else of stored or of many draws. */
    double[] mean();

    /** Marginal variances, {@code [dimension]}, as {@link #mean}. */
    double[] variance();
}
