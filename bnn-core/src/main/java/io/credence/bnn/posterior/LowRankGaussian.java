package io.credence.bnn.posterior;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;

/**
 * A Gaussian with covariance {@code diag(sd^2) + U U'}, where U has few columns. Draws cost {@code O(n r)} and the density, by the
 * Woodbury identity, {@code O(n r + r^2)} after {@code O(n r^2)} once; the dense covariance is never formed.
 *
 * <p>Sources: Ong, Nott and Smith (2018), "Gaussian Variational Approximation With a Factor Covariance Structure"; Tomczak,
 * Swaroop and Turner (2020), "Efficient Low Rank Gaussian Variational Inference for Neural Networks".
 */
public final class LowRankGaussian extends GaussianPosterior {

    private final double[] sd;
    private final double[][] factor;
    private final Cholesky capacitance;

    private LowRankGaussian(double[] mean, double[] sd, double[][] factor) {
        super(mean);
        requireLength("sd", sd.length, mean.length);
        requireLength("factor", factor.length, mean.length);
        this.sd = requirePositive("sd", sd);
        this.factor = Matrices.copy(factor);
        capacitance = Cholesky.of(capacitance(sd, factor));
    }

    /**
     * Of its parts.
     *
     * @param sd of the diagonal part, positive
     * @param factor U, {@code [dimension][rank]}, rank at least 1
     */
    public static LowRankGaussian of(double[] mean, double[] sd, double[][] factor) {
        if (factor.length > 0 && factor[0].length < 1) {
            throw new IllegalArgumentException(
                    "rank is 0; it must be at least 1. Maybe a mean-field Gaussian is meant?");
        }
        return new LowRankGaussian(mean, sd, factor);
    }

    /** Columns of U. */
    public int rank() {
        return factor[0].length;
    }

    /** Standard deviations of the diagonal part, {@code [dimension]}. */
    public double[] sd() {
        return sd.clone();
    }

    /** A copy of U, {@code [dimension][rank]}. */
    public double[][] factor() {
        return Matrices.copy(factor);
    }

    @Override
    public double[] variance() {
        double[] variance = new double[sd.length];
        Arrays.setAll(variance, i -> sd[i] * sd[i] + Matrices.dot(factor[i], factor[i]));
        return variance;
    }

    @Override
    int noise() {
        return sd.length + rank();
    }

    @Override
    double[] factorTimes(double[] noise) {
        double[] common = Arrays.copyOfRange(noise, sd.length, noise.length);
        double[] product = Matrices.multiply(factor, common);
        for (int i = 0; i < sd.length; i++) {
            product[i] += sd[i] * noise[i];
        }
        return product;
    }

    @Override
    public double[] covarianceTimes(double[] vector) {
        double[] product = Matrices.multiply(factor, Matrices.transposeMultiply(factor, vector));
        for (int i = 0; i < sd.length; i++) {
            product[i] += sd[i] * sd[i] * vector[i];
        }
        return product;
    }

    @Override
    double[] precisionTimes(double[] deviation) {
        double[] scaled = new double[sd.length];
        Arrays.setAll(scaled, i -> deviation[i] / (sd[i] * sd[i]));
        double[] common = capacitance.solve(Matrices.transposeMultiply(factor, scaled));
        for (int i = 0; i < sd.length; i++) {
            scaled[i] -= Matrices.dot(factor[i], common) / (sd[i] * sd[i]);
        }
        return scaled;
    }

    @Override
    double logDeterminant() {
        return 2 * Arrays.stream(sd).map(Math::log).sum() + capacitance.logDeterminant();
    }

    /** {@code I + U' D^-1 U}. */
    private static double[][] capacitance(double[] sd, double[][] factor) {
        double[][] scaled = Matrices.copy(factor);
        for (int i = 0; i < sd.length; i++) {
            requireLength("factor's row " + i, factor[i].length, factor[0].length);
            for (int k = 0; k < scaled[i].length; k++) {
                scaled[i][k] /= sd[i];
            }
        }
        return Matrices.add(Matrices.gram(scaled), 1, Matrices.identity(factor[0].length));
    }
}
