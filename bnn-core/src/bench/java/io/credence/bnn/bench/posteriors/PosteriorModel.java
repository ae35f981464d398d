package io.credence.bnn.bench.posteriors;

import io.credence.bnn.density.LogDensity;
import java.util.Arrays;

/** A log density on unbounded space whose points stand for parameters that may be bounded. */
interface PosteriorModel extends LogDensity {

    /** The parameters of a point, in the order of the reference draws' names. */
    double[] parameters(double[] point);

    /** Adds to the gradient, which starts as zeros, and returns the value. */
    double density(double[] point, double[] gradient);

    @Override
    default void evaluate(double[][] points, double[] values, double[][] gradients) {
        for (int i = 0; i < points.length; i++) {
            Arrays.fill(gradients[i], 0);
            values[i] = density(points[i], gradients[i]);
        }
    }
}
