package io.credence.bnn.posterior.flow;

import org.apache.commons.rng.sampling.distribution.ContinuousSampler;

/** One invertible layer, whose parameters stand in a flow's vector from a place {@code at} on. */
sealed interface FlowLayer permits AffineLayer, StepLayer {

    int size();

    /** Parameters near the identity, from standard normal numbers. */
    void initialise(double[] p, int at, ContinuousSampler gaussian);

    /** Writes y and returns the log determinant. */
    double forward(double[] p, int at, double[] x, double[] y);

    /** Writes x of a y. */
    void inverse(double[] p, int at, double[] y, double[] x);

    /**
     * Adds to the gradient by parameters of a function of y and of the log determinant.
     *
     * @param byP grows, from {@code at} on
     * @return the gradient by x
     */
    double[] backward(double[] p, int at, double[] x, double[] byY, double byLogDeterminant, double[] byP);

    /** The gradient by y that gives this gradient by x, at a constant log determinant. */
    double[] unwind(double[] p, int at, double[] x, double[] byX);
}
