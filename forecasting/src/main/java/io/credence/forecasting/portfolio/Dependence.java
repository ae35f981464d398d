package io.credence.forecasting.portfolio;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;

/**
 * A t copula (Demarta and McNeil 2005): names fall together more often than a Gaussian copula of the same correlation lets
 * them.
 *
 * @param correlation {@code [names][names]}, of the underlying t; symmetric, positive definite, 1 on the diagonal; copied
 * @param freedom degrees of freedom, at least 2; infinite is the Gaussian copula
 */
public record Dependence(double[][] correlation, double freedom) implements Copula {

    /** Below this the tails' dependence no longer changes much, and a fit is noise. */
    public static final double LEAST_FREEDOM = 2;

    private static final double ROUNDING = 1e-9;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException when the matrix is no correlation matrix that can be factored, or the freedom is under 2
     */
    public Dependence {
        if (!(freedom >= LEAST_FREEDOM)) {
            throw new IllegalArgumentException("degrees of freedom are " + freedom + "; they must be at least "
                    + LEAST_FREEDOM + ". Maybe take infinity for a Gaussian copula.");
        }
        check(correlation);
        correlation = Matrices.copy(correlation);
        Cholesky.of(correlation);
    }

    /** The Gaussian copula. */
    public static Dependence gaussian(double[][] correlation) {
        return new Dependence(correlation, Double.POSITIVE_INFINITY);
    }

    /** So many names that do not go together at all. */
    public static Dependence independent(int names) {
        return gaussian(Matrices.identity(names));
    }

    private static void check(double[][] correlation) {
        for (int i = 0; i < correlation.length; i++) {
            if (correlation[i].length != correlation.length) {
                throw new IllegalArgumentException("correlation has " + correlation.length + " rows, and row " + i
                        + " has " + correlation[i].length + " columns; it must be square");
            }
            for (int j = 0; j <= i; j++) {
                double diagonal = i == j ? 1 : correlation[j][i];
                if (!(Math.abs(correlation[i][j] - diagonal) <= ROUNDING)) {
                    throw new IllegalArgumentException("correlation of " + i + " and " + j + " is " + correlation[i][j]
                            + " where it must be " + diagonal + ": 1 on the diagonal, and symmetric");
                }
            }
        }
    }

    @Override
    public int size() {
        return correlation.length;
    }

    /** A copy. */
    @Override
    public double[][] correlation() {
        return Matrices.copy(correlation);
    }

    public boolean isGaussian() {
        return Double.isInfinite(freedom);
    }

    Cholesky factor() {
        return Cholesky.of(correlation);
    }
}
