package io.credence.bnn.posterior;

import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.linalg.SymmetricEigen;
import java.util.Arrays;

/**
 * A Gaussian whose precision is {@code A x B + t I}, parameters ordered {@code [rows of A][rows of B]}: a layer's curvature as outputs
 * times inputs, and an isotropic prior. Memory is that of both factors; draws and density go through their eigenvectors (Ritter,
 * Botev and Barber 2018, "A Scalable Laplace Approximation for Neural Networks").
 */
public final class KroneckerGaussian extends GaussianPosterior {

    private final SymmetricEigen left;
    private final SymmetricEigen right;
    private final double[][] sd;

    private KroneckerGaussian(double[] mean, SymmetricEigen left, SymmetricEigen right, double[][] sd) {
        super(mean);
        this.left = left;
        this.right = right;
        this.sd = sd;
    }

    /**
     * Of its precision's parts.
     *
     * @param left A, {@code [outputs][outputs]}, symmetric positive semidefinite
     * @param right B, {@code [inputs][inputs]}, likewise
     * @param shift t, above 0
     */
    public static KroneckerGaussian ofPrecision(double[] mean, double[][] left, double[][] right, double shift) {
        requireLength("mean", mean.length, left.length * right.length);
        requirePositive("shift", new double[] {shift});
        SymmetricEigen a = SymmetricEigen.of(left);
        SymmetricEigen b = SymmetricEigen.of(right);
        double[][] sd = new double[left.length][right.length];
        for (int k = 0; k < sd.length; k++) {
            for (int l = 0; l < right.length; l++) {
                // rounding may make an eigenvalue slightly negative
                sd[k][l] = 1 / Math.sqrt(Math.max(a.values()[k], 0) * Math.max(b.values()[l], 0) + shift);
            }
        }
        return new KroneckerGaussian(mean, a, b, sd);
    }

    @Override
    public double[] variance() {
        double[][] a = squares(left.vectors());
        double[][] b = squares(right.vectors());
        return flat(Matrices.multiply(Matrices.multiply(a, squares(sd)), Matrices.transpose(b)));
    }

    @Override
    public double[] covarianceTimes(double[] vector) {
        return scaled(vector, 2);
    }

    @Override
    int noise() {
        return dimension();
    }

    @Override
    double[] factorTimes(double[] noise) {
        double[][] rotated = matrix(noise);
        scale(rotated, 1);
        return flat(back(rotated));
    }

    @Override
    double[] precisionTimes(double[] deviation) {
        return scaled(deviation, -2);
    }

    @Override
    double logDeterminant() {
        double sum = 0;
        for (double[] row : sd) {
            for (double s : row) {
                sum += 2 * Math.log(s);
            }
        }
        return sum;
    }

    /** In the eigenvectors' coordinates, times sd to a power. */
    private double[] scaled(double[] in, int power) {
        double[][] rotated =
                Matrices.multiply(Matrices.multiply(Matrices.transpose(left.vectors()), matrix(in)), right.vectors());
        scale(rotated, power);
        return flat(back(rotated));
    }

    private double[][] back(double[][] rotated) {
        return Matrices.multiply(Matrices.multiply(left.vectors(), rotated), Matrices.transpose(right.vectors()));
    }

    private void scale(double[][] rotated, int power) {
        for (int k = 0; k < sd.length; k++) {
            for (int l = 0; l < sd[k].length; l++) {
                rotated[k][l] *= Math.pow(sd[k][l], power);
            }
        }
    }

    private double[][] matrix(double[] flat) {
        double[][] matrix = new double[sd.length][sd[0].length];
        for (int k = 0; k < matrix.length; k++) {
            System.arraycopy(flat, k * matrix[k].length, matrix[k], 0, matrix[k].length);
        }
        return matrix;
    }

    private static double[] flat(double[][] matrix) {
        return Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[][] squares(double[][] matrix) {
        double[][] squares = Matrices.copy(matrix);
        for (double[] row : squares) {
            for (int i = 0; i < row.length; i++) {
                row[i] *= row[i];
            }
        }
        return squares;
    }
}
