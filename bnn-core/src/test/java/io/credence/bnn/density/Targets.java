package io.credence.bnn.density;

import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Targets whose answer is known. */
public final class Targets {

    private Targets() {}

    /**
     * Linear regression with an intercept, correlated features, noise of sd 0.5 and a prior of sd 2 on each coefficient.
     *
     * @param rows N, at least 1
     * @param dimension coefficients with the intercept, at least 1
     */
    public static ConjugateRegression conjugate(int rows, int dimension, long seed) {
        double[][] features = normals(rows, dimension, Key.of(seed).child(0));
        double[] truth = normals(1, dimension, Key.of(seed).child(1))[0];
        double[] noise = normals(1, rows, Key.of(seed).child(2))[0];
        double[] targets = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = dimension - 1; j > 1; j--) {
                features[i][j] = 0.6 * features[i][j - 1] + 0.8 * features[i][j];
            }
            features[i][0] = 1;
            targets[i] = Matrices.dot(features[i], truth) + 0.5 * noise[i];
        }
        return new ConjugateRegression(features, targets, 0.5, 2);
    }

    /** A Gaussian with mean of order 1 and covariance {@code W W' / dimension + 0.1 I}, W standard normal. */
    public static CorrelatedGaussian gaussian(int dimension, long seed) {
        double[] mean = normals(1, dimension, Key.of(seed).child(0))[0];
        double[][] product =
                Matrices.gram(normals(dimension, dimension, Key.of(seed).child(1)));
        double[][] covariance = new double[dimension][dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                covariance[i][j] = product[i][j] / dimension + (i == j ? 0.1 : 0);
            }
        }
        return CorrelatedGaussian.of(mean, covariance);
    }

    /** Two Gaussians of sd 1 and equal weight, 4 apart along the first axis. */
    public static TwoModes twoModes(int dimension) {
        double[] first = new double[dimension];
        double[] second = new double[dimension];
        first[0] = -2;
        second[0] = 2;
        return new TwoModes(first, second, 1, 0.5);
    }

    /** A target that is NaN everywhere. */
    public static DataDensity nowhere(int dimension) {
        ConjugateRegression finite = conjugate(10, dimension, 1);
        return new ConjugateRegression(finite.features(), new double[] {Double.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0.5, 2);
    }

    /** Standard normal draws, {@code [rows][columns]}. */
    public static double[][] normals(int rows, int columns, Key key) {
        UniformRandomProvider random = key.generator();
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[][] draws = new double[rows][columns];
        for (double[] row : draws) {
            for (int j = 0; j < columns; j++) {
                row[j] = normal.sample();
            }
        }
        return draws;
    }
}
