package io.credence.bnn.inference.ep;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;

/**
 * The posterior that prior and sites multiply to, and how it moves when one site does: {@code S - d S x x' S / (1 + d x' S x)}
 * (Sherman and Morrison), so that a sweep costs rows times n^2. A working copy that one sweep changes.
 */
public final class Approximation {

    private final double[][] covariance;
    private final double[] mean;
    private final double logDeterminant;

    private Approximation(double[][] covariance, double[] mean, double logDeterminant) {
        this.covariance = covariance;
        this.mean = mean;
        this.logDeterminant = logDeterminant;
    }

    /**
     * Of a prior and sites {@code exp(shift f - precision f^2 / 2)} at {@code f = x'w}.
     *
     * @throws IllegalStateException when sites of negative precision outweigh the prior
     */
    public static Approximation of(GaussianPrior prior, double[][] features, double[] precisions, double[] shifts) {
        double[][] precision = Matrices.copy(prior.precision());
        double[] shift = prior.shift().clone();
        for (int n = 0; n < features.length; n++) {
            double[] x = features[n];
            for (int i = 0; i < x.length; i++) {
                Matrices.axpy(precisions[n] * x[i], x, precision[i]);
            }
            Matrices.axpy(shifts[n], x, shift);
        }
        try {
            Cholesky factor = Cholesky.of(precision);
            return new Approximation(factor.inverse(), factor.solve(shift), -factor.logDeterminant());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "prior and sites multiply to no distribution. Maybe damp the updates more?", e);
        }
    }

    public double[] mean() {
        return mean;
    }

    public double[][] covariance() {
        return covariance;
    }

    /** {@code log integral exp(shift' w - w' P w / 2)}, without the constant in 2 pi, as it was before any {@link #move}. */
    double logPartition(double[] shift) {
        return 0.5 * (Matrices.dot(shift, mean) + logDeterminant);
    }

    /** {@code x'm}. */
    public double mean(double[] x) {
        return Matrices.dot(x, mean);
    }

    /** {@code x'Sx}. */
    public double variance(double[] x) {
        return Matrices.dot(x, Matrices.multiply(covariance, x));
    }

    /** After a site's precision and shift have grown by these. */
    public void move(double[] x, double precision, double shift) {
        double[] sx = Matrices.multiply(covariance, x);
        double denominator = 1 + precision * Matrices.dot(x, sx);
        double along = (shift - precision * mean(x)) / denominator;
        Matrices.axpy(along, sx, mean);
        for (int i = 0; i < sx.length; i++) {
            Matrices.axpy(-precision / denominator * sx[i], sx, covariance[i]);
        }
    }
}
