package io.credence.bnn.inference.ep;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;

/**
 * A Gaussian prior by its natural parameters: its score is {@code shift - precision w}.
 *
 * @param precision {@code [dimension][dimension]}
 * @param shift precision times mean
 */
public record GaussianPrior(double[][] precision, double[] shift) {

    /**
     * Read off a density's score at 0 and at each unit vector.
     *
     * @throws IllegalArgumentException when the score is not linear, so that the density is no Gaussian
     */
    public static GaussianPrior of(LogDensity prior) {
        int n = prior.dimension();
        double[][] points = Arrays.copyOf(Matrices.identity(n), n + 2);
        points[n] = new double[n];
        points[n + 1] = new double[n];
        Arrays.fill(points[n + 1], -2);
        double[][] scores = new double[n + 2][n];
        prior.evaluate(points, new double[n + 2], scores);
        double[][] precision = new double[n][n];
        for (int i = 0; i < n; i++) {
            Matrices.axpy(1, scores[n], precision[i]);
            Matrices.axpy(-1, scores[i], precision[i]);
        }
        GaussianPrior gaussian = new GaussianPrior(Matrices.symmetrise(precision), scores[n]);
        gaussian.requireScore(points[n + 1], scores[n + 1]);
        return gaussian;
    }

    /**
     * Of the first parameters alone, which the others must not depend on.
     *
     * @param count 1 to the dimension
     */
    public GaussianPrior leading(int count) {
        double[][] kept = new double[count][];
        Arrays.setAll(kept, i -> Arrays.copyOf(precision[i], count));
        return new GaussianPrior(kept, Arrays.copyOf(shift, count));
    }

    private void requireScore(double[] point, double[] score) {
        double[] expected = shift.clone();
        Matrices.axpy(-1, Matrices.multiply(precision, point), expected);
        for (int i = 0; i < score.length; i++) {
            if (!(Math.abs(expected[i] - score[i]) <= 1e-8 * (1 + Math.abs(score[i])))) {
                throw new IllegalArgumentException(
                        "prior's score at " + point[i] + " in every coordinate is " + score[i]
                                + " along parameter " + i + " where a Gaussian of its curvature has " + expected[i]
                                + "; expectation propagation here needs a Gaussian prior");
            }
        }
    }
}
