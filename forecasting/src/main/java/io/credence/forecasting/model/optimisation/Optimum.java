package io.credence.forecasting.model.optimisation;

/**
 * Where a minimiser stopped.
 *
 * @param decrement what a Newton step would still gain by its own account
 * @param converged whether that met the tolerance
 */
public record Optimum(double[] x, double value, double decrement, int evaluations, boolean converged) {}
