package io.credence.bnn.density;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;

/** A posterior's moments by importance weights, from a Gaussian near it. */
public final class Weighted {

    private Weighted() {}

    /** Means and variances, from draws of a Gaussian twice as wide in variance. */
    public static double[][] moments(LogDensity target, GaussianPosterior near, int draws) {
        double[][] covariance = near.covariance();
        for (double[] row : covariance) {
            Arrays.setAll(row, j -> 2 * row[j]);
        }
        FullGaussian proposal = FullGaussian.of(near.mean(), covariance);
        double[][] points = proposal.draw(draws, Key.of(77));
        double[] weights = new double[draws];
        target.evaluate(points, weights, new double[draws][near.dimension()]);
        for (int s = 0; s < draws; s++) {
            weights[s] -= proposal.logDensity(points[s]);
        }
        double most = Arrays.stream(weights).max().orElseThrow();
        Arrays.setAll(weights, s -> Math.exp(weights[s] - most));
        double sum = Arrays.stream(weights).sum();
        double effective = sum * sum / Arrays.stream(weights).map(w -> w * w).sum();
        assertThat(effective).as("effective draws").isGreaterThan(2000);
        return moments(points, weights, sum);
    }

    private static double[][] moments(double[][] points, double[] weights, double sum) {
        double[][] moments = new double[2][points[0].length];
        for (int power = 1; power <= 2; power++) {
            for (int s = 0; s < points.length; s++) {
                for (int i = 0; i < points[s].length; i++) {
                    double from = power == 1 ? 0 : moments[0][i];
                    moments[power - 1][i] += weights[s] / sum * Math.pow(points[s][i] - from, power);
                }
            }
        }
        return moments;
    }
}
