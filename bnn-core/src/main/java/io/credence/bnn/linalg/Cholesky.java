package io.credence.bnn.linalg;

/**
 * A symmetric positive definite matrix as {@code L L'}, L lower triangular with a positive diagonal (Golub and Van Loan 2013,
 * chapter 4.2). Immutable.
 */
public final class Cholesky {

    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /**
     * Factors a matrix, of which the lower triangle is read.
     *
     * @param matrix {@code [size][size]}
     * @throws IllegalArgumentException when it is not positive definite, with the pivot that is not above 0
     */
    public static Cholesky of(double[][] matrix) {
        double[][] lower = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j] - partialDot(lower[i], lower[j], j);
                lower[i][j] = i == j ? root(rest, i, matrix[i][i]) : rest / lower[j][j];
            }
        }
        return new Cholesky(lower);
    }

    /**
     * A factor that is known.
     *
     * @param lower {@code [size][size]}; its diagonal above 0, nothing above it read
     * @throws IllegalArgumentException when a diagonal element is not above 0
     */
    public static Cholesky ofLower(double[][] lower) {
        double[][] copy = new double[lower.length][lower.length];
        for (int i = 0; i < lower.length; i++) {
            if (!(lower[i][i] > 0)) {
                throw new IllegalArgumentException(
                        "diagonal of the factor is " + lower[i][i] + " at " + i + "; it must be above 0");
            }
            System.arraycopy(lower[i], 0, copy[i], 0, i + 1);
        }
        return new Cholesky(copy);
    }

    public int size() {
        return lower.length;
    }

    /** L, a copy. */
    public double[][] lower() {
        return Matrices.copy(lower);
    }

    /** {@code log det (L L')}. */
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += Math.log(lower[i][i]);
        }
        return 2 * sum;
    }

    /** {@code L v}: with standard Gaussian v, a draw of covariance {@code L L'}. */
    public double[] multiplyLower(double[] v) {
        double[] product = new double[lower.length];
        for (int i = 0; i < lower.length; i++) {
            product[i] = partialDot(lower[i], v, i + 1);
        }
        return product;
    }

    /** {@code L' v}. */
    public double[] multiplyUpper(double[] v) {
        double[] product = new double[lower.length];
        for (int i = 0; i < lower.length; i++) {
            for (int j = 0; j <= i; j++) {
                product[j] += lower[i][j] * v[i];
            }
        }
        return product;
    }

    /** x of {@code L x = b}. */
    public double[] solveLower(double[] b) {
        double[] x = new double[lower.length];
        for (int i = 0; i < lower.length; i++) {
            x[i] = (b[i] - partialDot(lower[i], x, i)) / lower[i][i];
        }
        return x;
    }

    /** x of {@code L' x = b}: with standard Gaussian b, a draw of precision {@code L L'}. */
    public double[] solveUpper(double[] b) {
        double[] x = b.clone();
        for (int i = lower.length - 1; i >= 0; i--) {
            x[i] /= lower[i][i];
            for (int j = 0; j < i; j++) {
                x[j] -= lower[i][j] * x[i];
            }
        }
        return x;
    }

    /** x of {@code L L' x = b}. */
    public double[] solve(double[] b) {
        return solveUpper(solveLower(b));
    }

    /** The columns x of {@code L L' x = b}, for a matrix b of {@code [size][columns]}. */
    public double[][] solve(double[][] b) {
        double[][] columns = Matrices.transpose(b);
        for (int j = 0; j < columns.length; j++) {
            columns[j] = solve(columns[j]);
        }
        return Matrices.transpose(columns);
    }

    /** {@code (L L')^-1}, exactly symmetric. */
    public double[][] inverse() {
        return Matrices.symmetrise(solve(Matrices.identity(lower.length)));
    }

    private static double partialDot(double[] a, double[] b, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double root(double pivot, int at, double diagonal) {
        if (!(pivot > 0) || Double.isInfinite(pivot)) {
            throw new IllegalArgumentException("matrix is not positive definite: pivot " + at + " is " + pivot
                    + " where the diagonal is " + diagonal
                    + ", and it must be above 0. Maybe two rows depend on each other, or a small multiple of the"
                    + " identity should be added?");
        }
        return Math.sqrt(pivot);
    }
}
