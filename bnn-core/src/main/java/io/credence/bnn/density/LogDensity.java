package io.credence.bnn.density;

/**
 * A log density over real vectors, up to a constant, with its gradient. Points come many at once: draws, chains and ensemble
 * members share each evaluation, and an implementation that runs on tensors makes it one batched product.
 */
public interface LogDensity {

    /** Length of a point, at least 1. */
    int dimension();

    /**
     * Evaluates every point.
     *
     * @param points {@code [points][dimension]}; not changed
     * @param values out, {@code [points]}: log density in nats; {@code -Infinity} or NaN where there is none
     * @param gradients out, {@code [points][dimension]}
     */
    void evaluate(double[][] points, double[] values, double[][] gradients);

    /** Writes one point's gradient into {@code gradient} and returns its value. */
    default double evaluate(double[] point, double[] gradient) {
        double[] value = new double[1];
        evaluate(new double[][] {point}, value, new double[][] {gradient});
        return value[0];
    }
}
