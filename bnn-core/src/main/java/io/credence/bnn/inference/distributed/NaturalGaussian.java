package io.credence.bnn.inference.distributed;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.FullGaussian;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A Gaussian by its natural parameters, in which independent pieces of evidence add.
 *
 * @param shift {@code P m}, {@code [dimension]}
 * @param precision P, {@code [dimension][dimension]}, symmetric; an average of several is a precision though each alone may be none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NaturalGaussian(double[] shift, double[][] precision) {

    static NaturalGaussian of(FullGaussian gaussian) {
        double[][] precision = gaussian.factor().inverse();
        return new NaturalGaussian(Matrices.multiply(precision, gaussian.mean()), precision);
    }

    static NaturalGaussian zero(int dimension) {
        return new NaturalGaussian(new double[dimension], new double[dimension][dimension]);
    }

    /** This and a weight times another. */
    NaturalGaussian plus(double weight, NaturalGaussian other) {
        double[] sum = shift.clone();
        Matrices.axpy(weight, other.shift, sum);
        return new NaturalGaussian(sum, Matrices.add(precision, weight, other.precision));
    }

    boolean isProper() {
        try {
            return Double.isFinite(Cholesky.of(precision).logDeterminant());
        } catch (IllegalArgumentException indefinite) {
            return false;
        }
    }

    double[] mean(Cholesky factor) {
        return factor.solve(shift);
    }

    FullGaussian gaussian() {
        Cholesky factor = Cholesky.of(precision);
        return FullGaussian.of(mean(factor), factor.inverse());
    }

    /** Bytes of {@link #write}: shift and the precision's lower triangle. */
    static long bytes(int dimension) {
        return (dimension + (long) dimension * (dimension + 1) / 2) * Double.BYTES;
    }

    void write(DataOutput out) throws IOException {
        for (int i = 0; i < shift.length; i++) {
            out.writeDouble(shift[i]);
            for (int j = 0; j <= i; j++) {
                out.writeDouble(precision[i][j]);
            }
        }
    }

    static NaturalGaussian read(DataInput in, int dimension) throws IOException {
        NaturalGaussian read = zero(dimension);
        for (int i = 0; i < dimension; i++) {
            read.shift[i] = in.readDouble();
            for (int j = 0; j <= i; j++) {
                read.precision[i][j] = in.readDouble();
                read.precision[j][i] = read.precision[i][j];
            }
        }
        return read;
    }
}
