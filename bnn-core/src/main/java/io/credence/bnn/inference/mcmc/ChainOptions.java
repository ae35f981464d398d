package io.credence.bnn.inference.mcmc;

/**
 * What Hamiltonian samplers have in common.
 *
 * @param chains at least 1; 4 or more let R-hat see what one chain hides
 * @param warmUp steps at the start that tune step size and metric and whose draws are not kept, at least 0
 * @param acceptance the mean acceptance that the step size is tuned to, in (0, 1); nearer 1 takes smaller steps
 * @param metric what is learnt of the posterior's shape
 * @param radius chains start uniformly within this of 0 in every coordinate, above 0
 */
public record ChainOptions(int chains, int warmUp, double acceptance, Shape metric, double radius) {

    /** What a metric is learnt from. */
    public enum Shape {
        /** Marginal variances. */
        DIAGONAL,
        /** The covariance; a step costs the square of the dimension, and the window its cube. */
        DENSE
    }

    public ChainOptions {
        Checks.atLeast("chains", chains, 1);
        Checks.atLeast("warmUp", warmUp, 0);
        Checks.inside("acceptance", acceptance, 0, 1);
        Checks.inside("radius", radius, 0, Double.POSITIVE_INFINITY);
    }

    /** Four chains, 1,000 steps of warm-up, acceptance 0.8, diagonal, within 2 of 0. */
    public static ChainOptions withDefaults() {
        return new ChainOptions(4, 1_000, 0.8, Shape.DIAGONAL, 2);
    }

    public ChainOptions withChains(int value) {
        return new ChainOptions(value, warmUp, acceptance, metric, radius);
    }

    public ChainOptions withWarmUp(int value) {
        return new ChainOptions(chains, value, acceptance, metric, radius);
    }

    public ChainOptions withAcceptance(double value) {
        return new ChainOptions(chains, warmUp, value, metric, radius);
    }

    public ChainOptions withMetric(Shape value) {
        return new ChainOptions(chains, warmUp, acceptance, value, radius);
    }

    public ChainOptions withRadius(double value) {
        return new ChainOptions(chains, warmUp, acceptance, metric, value);
    }
}
