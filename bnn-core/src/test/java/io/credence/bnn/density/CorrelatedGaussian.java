package io.credence.bnn.density;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;

/**
 * A normalised Gaussian.
 *
 * @param factor of the covariance
 */
public record CorrelatedGaussian(double[] mean, double[][] covariance, Cholesky factor) implements LogDensity {

    public static CorrelatedGaussian of(double[] mean, double[][] covariance) {
        return new CorrelatedGaussian(mean, covariance, Cholesky.of(covariance));
    }

    @Override
    public int dimension() {
        return mean.length;
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        double constant = -0.5 * (dimension() * Math.log(2 * Math.PI) + factor.logDeterminant());
        for (int i = 0; i < points.length; i++) {
            double[] fromPoint = mean.clone();
            Matrices.axpy(-1, points[i], fromPoint);
            double[] score = factor.solve(fromPoint);
            values[i] = constant - 0.5 * Matrices.dot(fromPoint, score);
            System.arraycopy(score, 0, gradients[i], 0, score.length);
        }
    }
}
