package io.credence.bnn.density;

import java.util.Arrays;

/**
 * A normalised mixture of two spherical Gaussians of equal sd.
 *
 * @param weight of the first, in (0, 1)
 */
public record TwoModes(double[] first, double[] second, double sd, double weight) implements LogDensity {

    @Override
    public int dimension() {
        return first.length;
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        double constant = -0.5 * dimension() * Math.log(2 * Math.PI * sd * sd);
        for (int i = 0; i < points.length; i++) {
            double a = Math.log(weight) + exponent(points[i], first);
            double b = Math.log1p(-weight) + exponent(points[i], second);
            double most = Math.max(a, b);
            values[i] = constant + most + Math.log(Math.exp(a - most) + Math.exp(b - most));
            addScore(points[i], 1 / (1 + Math.exp(b - a)), gradients[i]);
        }
    }

    /** Exact mean. */
    public double[] mean() {
        double[] mean = new double[dimension()];
        Arrays.setAll(mean, j -> weight * first[j] + (1 - weight) * second[j]);
        return mean;
    }

    /** Exact marginal variances. */
    public double[] variance() {
        double[] variance = new double[dimension()];
        Arrays.setAll(variance, j -> sd * sd + weight * (1 - weight) * Math.pow(first[j] - second[j], 2));
        return variance;
    }

    private double exponent(double[] point, double[] centre) {
        double sum = 0;
        for (int j = 0; j < point.length; j++) {
            sum += Math.pow(point[j] - centre[j], 2);
        }
        return -0.5 * sum / (sd * sd);
    }

    private void addScore(double[] point, double ofFirst, double[] gradient) {
        for (int j = 0; j < point.length; j++) {
            double centre = ofFirst * first[j] + (1 - ofFirst) * second[j];
            gradient[j] = (centre - point[j]) / (sd * sd);
        }
    }
}
