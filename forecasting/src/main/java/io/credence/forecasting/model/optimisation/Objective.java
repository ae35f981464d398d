package io.credence.forecasting.model.optimisation;

/** A function to minimise, with its gradient. */
@FunctionalInterface
public interface Objective {

    /**
     * The value at x; infinite or NaN where x is not allowed.
     *
     * @param gradient filled with the gradient at x
     */
    double evaluate(double[] x, double[] gradient);
}
