package io.credence.bnn.posterior;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;

/** A Gaussian with any covariance, kept as its lower Cholesky factor. */
public final class FullGaussian extends GaussianPosterior {

    private final Cholesky factor;

    private FullGaussian(double[] mean, Cholesky factor) {
        super(mean);
        requireLength("factor", factor.size(), mean.length);
        this.factor = factor;
    }

    /**
     * Of the Cholesky factor of its covariance.
     *
     * @throws IllegalArgumentException when the sizes of mean and factor differ
     */
    public static FullGaussian of(double[] mean, Cholesky covariance) {
        requirePositive("factor's diagonal", Matrices.diagonal(covariance.lower()));
        return new FullGaussian(mean, covariance);
    }

    /**
     * Of a covariance.
     *
     * @param covariance {@code [dimension][dimension]}, symmetric positive definite
     * @throws IllegalArgumentException when it is not positive definite
     */
    public static FullGaussian of(double[] mean, double[][] covariance) {
        return new FullGaussian(mean, Cholesky.of(covariance));
    }

    /** The covariance's Cholesky factor. */
    public Cholesky factor() {
        return factor;
    }

    @Override
    public double[] variance() {
        return Arrays.stream(factor.lower())
                .mapToDouble(row -> Matrices.dot(row, row))
                .toArray();
    }

    @Override
    int noise() {
        return dimension();
    }

    @Override
    double[] factorTimes(double[] noise) {
        return factor.multiplyLower(noise);
    }

    @Override
    public double[] covarianceTimes(double[] vector) {
        return factor.multiplyLower(factor.multiplyUpper(vector));
    }

    @Override
    double[] precisionTimes(double[] deviation) {
        return factor.solve(deviation);
    }

    @Override
    double logDeterminant() {
        return factor.logDeterminant();
    }
}
