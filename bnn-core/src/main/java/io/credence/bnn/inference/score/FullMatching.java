package io.credence.bnn.inference.score;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.linalg.SymmetricEigen;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.GaussianPosterior;
import java.util.Arrays;

/**
 * Keeps the covariance. With {@code V = L L'} the update is {@code L f(L' U L) L'}, where f maps each eigenvalue m to {@code 2 / (1 +
 * sqrt(1 + 4 m))}.
 */
record FullMatching(int dimension) implements Matching {

    @Override
    public double[] start(int size, double sd) {
        double[] covariance = new double[size * size];
        for (int i = 0; i < size; i++) {
            covariance[i * size + i] = sd * sd;
        }
        return covariance;
    }

    @Override
    public GaussianPosterior posterior(double[] mean, double[] scatter) {
        return FullGaussian.of(mean, square(scatter));
    }

    @Override
    public double[] match(double[] mean, double[] scatter, DrawnScores scores, double lambda) {
        double[][] v = Matrices.add(square(scatter), 1, Matrices.gram(scores.pointRoots(mean, lambda)));
        Cholesky factor = Cholesky.of(v);
        double[][] u =
                subtract(whitened(factor, scores.scoreRoots(lambda)), whitened(factor, scores.noiseRoots(lambda)));
        double[][] shrunk = SymmetricEigen.of(u).map(Matching::shrinkage);
        double[][] lower = factor.lower();
        double[][] matched = Matrices.multiply(Matrices.multiply(lower, shrunk), Matrices.transpose(lower));
        return Arrays.stream(Matrices.symmetrise(matched))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static double[][] subtract(double[][] signal, double[][] noise) {
        if (noise.length == 0) {
            return Matrices.gram(signal);
        }
        double[][] square = Matrices.gram(noise);
        double most = SymmetricEigen.of(square).values()[square.length - 1];
        return Matrices.add(Matrices.gram(signal), -Matching.subtracted(most), square);
    }

    private static double[][] whitened(Cholesky factor, double[][] rows) {
        return Arrays.stream(rows).map(factor::multiplyUpper).toArray(double[][]::new);
    }

    private double[][] square(double[] scatter) {
        double[][] covariance = new double[dimension][];
        Arrays.setAll(covariance, i -> Arrays.copyOfRange(scatter, i * dimension, (i + 1) * dimension));
        return covariance;
    }
}
