package io.credence.bnn.inference.laplace;

import io.credence.bnn.density.CurvedDensity;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.linalg.SymmetricEigen;
import io.credence.bnn.posterior.BlockGaussian;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.KroneckerGaussian;
import io.credence.bnn.posterior.MeanFieldGaussian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A positive definite precision matrix of some structure. */
public abstract sealed class Precision {

    /** Rounding in the curvature, as a part of its mean diagonal. */
    private static final double JITTER = 1e-10;

    private Precision() {}

    /** The Gaussian of this precision. */
    abstract GaussianPosterior around(double[] mean);

    /** The covariance times a vector. */
    abstract double[] solve(double[] vector);

    static Precision dense(double[][] matrix) {
        return new Dense(factor(matrix));
    }

    static Precision diagonal(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0) || Double.isInfinite(values[i])) {
                throw noMaximum("is " + values[i] + " along parameter " + i);
            }
        }
        return new Diagonal(values);
    }

    static Precision blocks(double[][] matrix, int[] sizes) {
        List<Cholesky> factors = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            int to = from + size;
            double[][] rows = Arrays.copyOfRange(matrix, from, to);
            for (int i = 0; i < size; i++) {
                rows[i] = Arrays.copyOfRange(rows[i], from, to);
            }
            factors.add(factor(rows));
            from = to;
        }
        return new Blocks(factors);
    }

    static Precision kronecker(CurvedDensity.Kronecker factors, double shift) {
        return new Kronecker(factors, shift);
    }

    /** With a little jitter where rounding alone makes it indefinite. */
    private static Cholesky factor(double[][] matrix) {
        try {
            return Cholesky.of(matrix);
        } catch (IllegalArgumentException indefinite) {
            double jitter = JITTER
                    * Arrays.stream(Matrices.diagonal(matrix))
                            .map(Math::abs)
                            .average()
                            .orElse(0);
            try {
                return Cholesky.of(Matrices.add(matrix, jitter, Matrices.identity(matrix.length)));
            } catch (IllegalArgumentException still) {
                throw noMaximum("has the eigenvalue " + smallest(matrix));
            }
        }
    }

    private static double smallest(double[][] matrix) {
        try {
            return SymmetricEigen.of(matrix).values()[0];
        } catch (IllegalArgumentException notFinite) {
            return Double.NaN;
        }
    }

    private static IllegalStateException noMaximum(String what) {
        return new IllegalStateException("the point is no maximum: the curvature of minus the log density " + what
                + ", and must be above 0. Maybe take more steps, a proper prior, or Curvature.GAUSS_NEWTON?");
    }

    private static final class Dense extends Precision {

        private final Cholesky factor;

        Dense(Cholesky factor) {
            this.factor = factor;
        }

        @Override
        GaussianPosterior around(double[] mean) {
            return full(mean, factor);
        }

        @Override
        double[] solve(double[] vector) {
            return factor.solve(vector);
        }
    }

    private static final class Diagonal extends Precision {

        private final double[] values;

        Diagonal(double[] values) {
            this.values = values;
        }

        @Override
        GaussianPosterior around(double[] mean) {
            return MeanFieldGaussian.of(
                    mean, Arrays.stream(values).map(v -> 1 / Math.sqrt(v)).toArray());
        }

        @Override
        double[] solve(double[] vector) {
            double[] solved = vector.clone();
            for (int i = 0; i < solved.length; i++) {
                solved[i] /= values[i];
            }
            return solved;
        }
    }

    private static final class Blocks extends Precision {

        private final List<Cholesky> factors;

        Blocks(List<Cholesky> factors) {
            this.factors = factors;
        }

        @Override
        GaussianPosterior around(double[] mean) {
            List<FullGaussian> blocks = new ArrayList<>();
            int from = 0;
            for (Cholesky factor : factors) {
                blocks.add(full(Arrays.copyOfRange(mean, from, from + factor.size()), factor));
                from += factor.size();
            }
            return BlockGaussian.of(blocks);
        }

        @Override
        double[] solve(double[] vector) {
            double[] solved = new double[vector.length];
            int from = 0;
            for (Cholesky factor : factors) {
                double[] part = factor.solve(Arrays.copyOfRange(vector, from, from + factor.size()));
                System.arraycopy(part, 0, solved, from, part.length);
                from += factor.size();
            }
            return solved;
        }
    }

    private static final class Kronecker extends Precision {

        private final CurvedDensity.Kronecker factors;
        private final double shift;

        Kronecker(CurvedDensity.Kronecker factors, double shift) {
            this.factors = factors;
            this.shift = shift;
        }

        @Override
        KroneckerGaussian around(double[] mean) {
            return KroneckerGaussian.ofPrecision(mean, factors.left(), factors.right(), shift);
        }

        @Override
        double[] solve(double[] vector) {
            return around(vector).covarianceTimes(vector);
        }
    }

    private static FullGaussian full(double[] mean, Cholesky factor) {
        return FullGaussian.of(mean, factor.inverse());
    }
}
