package io.credence.bnn.inference.score;

import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;

/**
 * Draws of q and the target's scores there, each score known twice, from two halves of a mini-batch whose noise is independent. The
 * covariance between halves then has the noise of neither: {@code (a b' + b a') / 2} is the scores' own square less that of their
 * noise, {@code ((a + b) (a + b)' - (a - b) (a - b)') / 4}. Without noise both halves are the same.
 *
 * @param points {@code [draws][dimension]}
 * @param first scores, {@code [draws][dimension]}
 * @param second scores, {@code [draws][dimension]}
 */
record DrawnScores(double[][] points, double[][] first, double[][] second) {

    private static final double CLEAR = 3;

    double[] meanPoint() {
        return mean(points);
    }

    /** Of both halves. */
    double[] meanScore() {
        double[] mean = mean(first);
        Matrices.axpy(1, mean(second), mean);
        return times(0.5, mean);
    }

    /** Rows whose squares add up to {@code lambda C + lambda / (1 + lambda) (mean point - centre) (...)'}. */
    double[][] pointRoots(double[] centre, double lambda) {
        double[] shift = meanPoint();
        Matrices.axpy(-1, centre, shift);
        return roots(points, shift, lambda);
    }

    /** Rows whose squares add up to {@code lambda G + lambda / (1 + lambda) g g'}, G with the noise of the scores. */
    double[][] scoreRoots(double lambda) {
        double[][] both = new double[draws()][];
        Arrays.setAll(both, s -> half(first[s], second[s], 1));
        return roots(both, clearMeanScore(), lambda);
    }

    /** Rows whose squares add up to lambda times the noise in G; none where there is none. */
    double[][] noiseRoots(double lambda) {
        if (Arrays.deepEquals(first, second)) {
            return new double[0][];
        }
        double[][] differences = new double[draws()][];
        Arrays.setAll(differences, s -> half(first[s], second[s], -1));
        return roots(differences, new double[first[0].length], lambda);
    }

    private int draws() {
        return points.length;
    }

    private static double[] half(double[] a, double[] b, double sign) {
        double[] sum = a.clone();
        Matrices.axpy(sign, b, sum);
        return times(0.5, sum);
    }

    /**
     * The mean score where it stands out of its noise, else 0, which it is at the fixed point: less its noise, its square would be neither
     * positive nor small. Lengths are measured in the draws' standard deviations.
     */
    private double[] clearMeanScore() {
        double[] a = mean(first);
        double[] b = mean(second);
        double[] centre = meanPoint();
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < a.length; i++) {
            double variance = 0;
            for (double[] point : points) {
                variance += (point[i] - centre[i]) * (point[i] - centre[i]);
            }
            signal += variance * a[i] * b[i];
            noise += variance * (a[i] - b[i]) * (a[i] - b[i]) / 4;
        }
        return signal > CLEAR * noise ? meanScore() : new double[a.length];
    }

    private static double[][] roots(double[][] rows, double[] last, double lambda) {
        double[] mean = mean(rows);
        double[][] roots = new double[rows.length + 1][];
        for (int s = 0; s < rows.length; s++) {
            double[] deviation = rows[s].clone();
            Matrices.axpy(-1, mean, deviation);
            roots[s] = times(Math.sqrt(lambda / rows.length), deviation);
        }
        roots[rows.length] = times(Math.sqrt(lambda / (1 + lambda)), last);
        return roots;
    }

    private static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            Matrices.axpy(1.0 / rows.length, row, mean);
        }
        return mean;
    }

    private static double[] times(double factor, double[] values) {
        double[] scaled = new double[values.length];
        Matrices.axpy(factor, values, scaled);
        return scaled;
    }
}
