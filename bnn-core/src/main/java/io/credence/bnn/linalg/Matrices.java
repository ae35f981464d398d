package io.credence.bnn.linalg;

/** Products of small matrices and vectors. Shapes are checked by the loops alone: a wrong one runs out of an array's bounds. */
public final class Matrices {

    private Matrices() {}

    public static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    /** A matrix with these on its diagonal. */
    public static double[][] diagonal(double[] values) {
        double[][] matrix = new double[values.length][values.length];
        for (int i = 0; i < values.length; i++) {
            matrix[i][i] = values[i];
        }
        return matrix;
    }

    /** The diagonal of a square matrix. */
    public static double[] diagonal(double[][] a) {
        double[] values = new double[a.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = a[i][i];
        }
        return values;
    }

    public static double[][] copy(double[][] a) {
        double[][] copy = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            copy[i] = a[i].clone();
        }
        return copy;
    }

    public static double[][] transpose(double[][] a) {
        int columns = a.length == 0 ? 0 : a[0].length;
        double[][] transpose = new double[columns][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < columns; j++) {
                transpose[j][i] = a[i][j];
            }
        }
        return transpose;
    }

    /** {@code a b}. */
    public static double[][] multiply(double[][] a, double[][] b) {
        int columns = b[0].length;
        double[][] product = new double[a.length][columns];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                axpy(a[i][k], b[k], product[i]);
            }
        }
        return product;
    }

    /** {@code a v}. */
    public static double[] multiply(double[][] a, double[] v) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = dot(a[i], v);
        }
        return product;
    }

    /** {@code a' v}. */
    public static double[] transposeMultiply(double[][] a, double[] v) {
        double[] product = new double[a[0].length];
        for (int i = 0; i < a.length; i++) {
            axpy(v[i], a[i], product);
        }
        return product;
    }

    /** {@code a' a}, exactly symmetric. */
    public static double[][] gram(double[][] a) {
        int columns = a[0].length;
        double[][] gram = new double[columns][columns];
        for (double[] row : a) {
            for (int i = 0; i < columns; i++) {
                axpy(row[i], row, gram[i]);
            }
        }
        return gram;
    }

    /** {@code a + scale b}. */
    public static double[][] add(double[][] a, double scale, double[][] b) {
        double[][] sum = copy(a);
        for (int i = 0; i < a.length; i++) {
            axpy(scale, b[i], sum[i]);
        }
        return sum;
    }

    /** {@code (a + a') / 2}, of a square matrix that rounding has made slightly unsymmetric. */
    public static double[][] symmetrise(double[][] a) {
        double[][] symmetric = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                symmetric[i][j] = 0.5 * (a[i][j] + a[j][i]);
            }
        }
        return symmetric;
    }

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** {@code y += scale x}, in place. */
    public static void axpy(double scale, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] += scale * x[i];
        }
    }
}
