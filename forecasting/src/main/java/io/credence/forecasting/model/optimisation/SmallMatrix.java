package io.credence.forecasting.model.optimisation;

/** Cholesky's decomposition of a small symmetric matrix, on the rows and columns that are kept. */
public final class SmallMatrix {

    private SmallMatrix() {}

    /**
     * Solves {@code (a + ridge I) x = b} with the least ridge of a rising row, the first being none, that makes it positive
     * definite. Only rows and columns in {@code keep} count; x is 0 elsewhere.
     */
    public static double[] solve(double[][] a, double[] b, boolean[] keep) {
        double ridge = 0;
        double size = 1e-10 * (1e-300 + largestDiagonal(a, keep));
        for (int i = 0; i < 60; i++) {
            double[][] lower = cholesky(a, ridge, keep);
            if (lower.length > 0) {
                return substitute(lower, b, keep);
            }
            ridge = ridge == 0 ? size : 4 * ridge;
        }
        throw new IllegalArgumentException("matrix has an entry that is not finite");
    }

    /** Whether the kept part of it is positive definite. */
    public static boolean isPositiveDefinite(double[][] a, boolean[] keep) {
        return cholesky(a, 0, keep).length > 0;
    }

    /** The lower factor, or an empty array where the matrix is not positive definite. */
    private static double[][] cholesky(double[][] a, double ridge, boolean[] keep) {
        int n = a.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i && keep[i]; j++) {
                if (!keep[j]) {
                    continue;
                }
                double sum = a[i][j] + (i == j ? ridge : 0);
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i == j && !(sum > 1e-14 * Math.abs(a[i][i]))) {
                    return new double[0][];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }

    private static double[] substitute(double[][] lower, double[] b, boolean[] keep) {
        int n = b.length;
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            if (keep[i]) {
                double sum = b[i];
                for (int k = 0; k < i; k++) {
                    sum -= lower[i][k] * x[k];
                }
                x[i] = sum / lower[i][i];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            if (keep[i]) {
                double sum = x[i];
                for (int k = i + 1; k < n; k++) {
                    sum -= lower[k][i] * x[k];
                }
                x[i] = sum / lower[i][i];
            }
        }
        return x;
    }

    private static double largestDiagonal(double[][] a, boolean[] keep) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = keep[i] ? Math.max(largest, Math.abs(a[i][i])) : largest;
        }
        return largest;
    }
}
