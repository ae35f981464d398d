package io.credence.bnn.inference.amortised;

import io.credence.bnn.random.Key;

/** The joint distribution of parameters and data, of which the data are seen through a summary. */
@FunctionalInterface
public interface Simulator {

    /** One data set; the same key gives the same. */
    Simulated draw(Key key);

    /**
     * Parameters, and a summary of the data drawn given them.
     *
     * @param parameters {@code [dimension]}
     * @param summary {@code [summary]}, finite
     */
    record Simulated(double[] parameters, double[] summary) {}
}
