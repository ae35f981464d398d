package io.credence.forecasting.model.bayesian.sampling;

import java.util.Arrays;

/**
 * Draws of unbounded coordinates with weights.
 *
 * @param points {@code [draws][dimension]}
 * @param weights sum to 1
 */
public record WeightedDraws(double[][] points, double[] weights) {

    /** With weights that are scaled to sum to 1. */
    static WeightedDraws of(double[][] points, double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return new WeightedDraws(
                points, Arrays.stream(weights).map(w -> w / sum).toArray());
    }

    /** Kish's (1965): how many equally weighted draws tell as much. */
    public double effectiveSize() {
        return effectiveSize(weights);
    }

    public static double effectiveSize(double[] weights) {
        double squares = 0;
        for (double weight : weights) {
            squares += weight * weight;
        }
        return 1 / squares;
    }

    /** With weights to a power of a half, a quarter and so on, the largest that gives an effective size. */
    WeightedDraws tempered(double size) {
        WeightedDraws flatter = this;
        while (flatter.effectiveSize() < size) {
            flatter = of(points, Arrays.stream(flatter.weights).map(Math::sqrt).toArray());
        }
        return flatter;
    }

    public double[] mean() {
        double[] mean = new double[points[0].length];
        for (int i = 0; i < points.length; i++) {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += weights[i] * points[i][k];
            }
        }
        return mean;
    }

    public double[][] covariance() {
        double[] mean = mean();
        double[][] covariance = new double[mean.length][mean.length];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < mean.length; j++) {
                for (int k = 0; k < mean.length; k++) {
                    covariance[j][k] += weights[i] * (points[i][j] - mean[j]) * (points[i][k] - mean[k]);
                }
            }
        }
        return covariance;
    }

    /** Systematic resampling (Kitagawa 1996): draw i comes {@code count w_i} times, rounded up or down. */
    public int[] resampled(int count, double uniform) {
        int[] chosen = new int[count];
        double upTo = weights[0];
        int draw = 0;
        for (int i = 0; i < count; i++) {
            double at = (i + uniform) / count;
            while (upTo < at && draw < weights.length - 1) {
                upTo += weights[++draw];
            }
            chosen[i] = draw;
        }
        return chosen;
    }
}
