package io.credence.bnn.inference.elbo;

import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What makes correlated numbers of standard normal ones: {@code w = B e}, before scales multiply them. B is linear in the mixing
 * parameters m.
 */
sealed interface Mixing permits BlockMixing, FactorMixing {

    static Mixing of(GaussianFamily family, int dimension) {
        return switch (family) {
            case GaussianFamily.MeanField() -> BlockMixing.equal(dimension, 1);
            case GaussianFamily.FullRank() -> BlockMixing.equal(1, dimension);
            case GaussianFamily.Blocks(var sizes) -> BlockMixing.of(sizes, dimension);
            case GaussianFamily.LowRank(int rank) -> new FactorMixing(dimension, rank);
        };
    }

    /** Numbers in m. */
    int size();

    /** Length of e. */
    int noise();

    double[] start(UniformRandomProvider random);

    /** {@code B e}. */
    double[] mix(double[] m, double[] e);

    /** {@code B' a}. */
    double[] transpose(double[] m, double[] a);

    /** Adds the gradient of {@code g' B e} with respect to m. */
    void pullBack(double[] e, double[] g, double[] gradient);

    /** Adds {@code weight} times the gradient of {@code log|B B'| / 2}. */
    void addEntropyGradient(double[] m, double weight, double[] gradient);

    GaussianPosterior posterior(double[] mean, double[] scale, double[] m);
}
