package io.credence.bnn.likelihood;

/** The log likelihood of one row's target given a model's outputs for that row, in plain doubles. Stateless. */
public interface RowLikelihood {

    /** K, outputs per row, at least 1. */
    int outputs();

    /**
     * Log density of the target in nats.
     *
     * @param outputs {@code [K]}; not changed
     * @param gradient out, {@code [K]}: by the outputs
     */
    double evaluate(double target, double[] outputs, double[] gradient);

    /**
     * The expected information of the outputs, {@code -E[Hessian]} over targets of this very likelihood: positive semidefinite
     * everywhere, where the Hessian itself may not be.
     *
     * @param outputs {@code [K]}; not changed
     * @return {@code [K][K]}
     */
    double[][] information(double[] outputs);
}
