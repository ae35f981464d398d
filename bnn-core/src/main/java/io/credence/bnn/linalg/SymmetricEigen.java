package io.credence.bnn.linalg;

import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A symmetric matrix as {@code V diag(values) V'}, by cyclic Jacobi rotations (Golub and Van Loan 2013, chapter 8.5): slower than
 * tridiagonal methods, and accurate in small eigenvalues too.
 *
 * @param values ascending
 * @param vectors {@code [size][size]}, orthonormal; column j belongs to value j
 */
public record SymmetricEigen(double[] values, double[][] vectors) {

    private static final int MOST_SWEEPS = 60;

    /**
     * Decomposes a matrix, of which the mean of both triangles counts.
     *
     * @param matrix {@code [size][size]}
     * @throws IllegalArgumentException when an element is not finite
     */
    public static SymmetricEigen of(double[][] matrix) {
        double[][] a = Matrices.symmetrise(matrix);
        double[][] rows = Matrices.identity(a.length);
        double size = squares(a, false);
        if (!Double.isFinite(size)) {
            throw new IllegalArgumentException("matrix has elements that are not finite, or whose squares are not");
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && squares(a, true) > 1e-32 * size; sweep++) {
            sweep(a, rows);
        }
        return sorted(Matrices.diagonal(a), rows);
    }

    /** {@code V diag(f(values)) V'}, exactly symmetric: a square root, an inverse, a matrix with its eigenvalues clipped. */
    public double[][] map(DoubleUnaryOperator f) {
        int size = values.length;
        double[][] scaled = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                scaled[i][j] = vectors[i][j] * f.applyAsDouble(values[j]);
            }
        }
        return Matrices.symmetrise(Matrices.multiply(scaled, Matrices.transpose(vectors)));
    }

    private static double squares(double[][] a, boolean offDiagonalOnly) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                sum += offDiagonalOnly && i == j ? 0 : a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    private static void sweep(double[][] a, double[][] rows) {
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                if (a[p][q] != 0) {
                    rotate(a, rows, p, q);
                }
            }
        }
    }

    /** Makes {@code a[p][q]} zero; eigenvectors are kept as rows, which a rotation then mixes in order of memory. */
    private static void rotate(double[][] a, double[][] rows, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        mix(a[p], a[q], cosine, sine);
        for (double[] row : a) {
            double left = row[p];
            row[p] = cosine * left - sine * row[q];
            row[q] = sine * left + cosine * row[q];
        }
        a[p][q] = 0;
        a[q][p] = 0;
        mix(rows[p], rows[q], cosine, sine);
    }

    private static void mix(double[] first, double[] second, double cosine, double sine) {
        for (int k = 0; k < first.length; k++) {
            double left = first[k];
            first[k] = cosine * left - sine * second[k];
            second[k] = sine * left + cosine * second[k];
        }
    }

    private static SymmetricEigen sorted(double[] values, double[][] rows) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] inOrder = IntStream.of(order).mapToObj(i -> rows[i]).toArray(double[][]::new);
        return new SymmetricEigen(
                IntStream.of(order).mapToDouble(i -> values[i]).toArray(), Matrices.transpose(inOrder));
    }
}
