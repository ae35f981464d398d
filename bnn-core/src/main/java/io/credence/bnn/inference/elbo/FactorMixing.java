package io.credence.bnn.inference.elbo;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.LowRankGaussian;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * {@code B = [I, M]}: noise of each dimension's own, and of {@code rank} common factors; m holds M row by row.
 *
 * @param dimension rows of M
 * @param rank columns of M
 */
record FactorMixing(int dimension, int rank) implements Mixing {

    private static final double START_SD = 0.1;

    @Override
    public int size() {
        return Math.multiplyExact(dimension, rank);
    }

    @Override
    public int noise() {
        return dimension + rank;
    }

    /** Small random factors: at 0 the expected gradient is 0. */
    @Override
    public double[] start(UniformRandomProvider random) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[] m = new double[size()];
        Arrays.setAll(m, i -> START_SD * gaussian.sample());
        return m;
    }

    @Override
    public double[] mix(double[] m, double[] e) {
        double[] w = Arrays.copyOf(e, dimension);
        for (int i = 0, at = 0; i < dimension; i++) {
            for (int k = 0; k < rank; k++, at++) {
                w[i] += m[at] * e[dimension + k];
            }
        }
        return w;
    }

    @Override
    public double[] transpose(double[] m, double[] a) {
        double[] e = Arrays.copyOf(a, noise());
        for (int i = 0, at = 0; i < dimension; i++) {
            for (int k = 0; k < rank; k++, at++) {
                e[dimension + k] += m[at] * a[i];
            }
        }
        return e;
    }

    @Override
    public void pullBack(double[] e, double[] g, double[] gradient) {
        for (int i = 0, at = 0; i < dimension; i++) {
            for (int k = 0; k < rank; k++, at++) {
                gradient[at] += g[i] * e[dimension + k];
            }
        }
    }

    /** Of {@code log|I + M'M| / 2}: {@code M (I + M'M)^-1}. */
    @Override
    public void addEntropyGradient(double[] m, double weight, double[] gradient) {
        double[][] rows = rows(m);
        Cholesky inner = Cholesky.of(Matrices.add(Matrices.gram(rows), 1, Matrices.identity(rank)));
        for (int i = 0; i < dimension; i++) {
            double[] solved = inner.solve(rows[i]);
            for (int k = 0; k < rank; k++) {
                gradient[i * rank + k] += weight * solved[k];
            }
        }
    }

    @Override
    public GaussianPosterior posterior(double[] mean, double[] scale, double[] m) {
        double[][] factor = rows(m);
        for (int i = 0; i < dimension; i++) {
            for (int k = 0; k < rank; k++) {
                factor[i][k] *= scale[i];
            }
        }
        return LowRankGaussian.of(mean, scale, factor);
    }

    private double[][] rows(double[] m) {
        double[][] rows = new double[dimension][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(m, i * rank, (i + 1) * rank));
        return rows;
    }
}
