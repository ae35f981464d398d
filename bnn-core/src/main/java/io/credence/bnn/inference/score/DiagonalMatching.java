package io.credence.bnn.inference.score;

import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import java.util.Arrays;

/** Keeps the variances: {@code s = 2 v / (1 + sqrt(1 + 4 u v))} for each parameter by itself. */
record DiagonalMatching() implements Matching {

    @Override
    public double[] start(int dimension, double sd) {
        double[] variance = new double[dimension];
        Arrays.fill(variance, sd * sd);
        return variance;
    }

    @Override
    public GaussianPosterior posterior(double[] mean, double[] scatter) {
        return MeanFieldGaussian.of(mean, Arrays.stream(scatter).map(Math::sqrt).toArray());
    }

    @Override
    public double[] match(double[] mean, double[] scatter, DrawnScores scores, double lambda) {
        double[] points = squares(scores.pointRoots(mean, lambda), mean.length);
        double[] signal = squares(scores.scoreRoots(lambda), mean.length);
        double[] noise = squares(scores.noiseRoots(lambda), mean.length);
        double[] matched = new double[mean.length];
        for (int i = 0; i < matched.length; i++) {
            double v = scatter[i] + points[i];
            double u = signal[i] - Matching.subtracted(noise[i] * v) * noise[i];
            matched[i] = v * Matching.shrinkage(u * v);
        }
        return matched;
    }

    private static double[] squares(double[][] rows, int columns) {
        double[] sums = new double[columns];
        for (double[] row : rows) {
            for (int i = 0; i < columns; i++) {
                sums[i] += row[i] * row[i];
            }
        }
        return sums;
    }
}
