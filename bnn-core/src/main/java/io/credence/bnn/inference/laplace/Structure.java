package io.credence.bnn.inference.laplace;

import io.credence.bnn.density.CurvedDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;
import java.util.stream.IntStream;

/** How much of the curvature the Gaussian keeps. */
public sealed interface Structure {

    /** All of it: {@code n^2} numbers. */
    record Full() implements Structure {
        @Override
        public Precision precision(LogDensity target, Curvature curvature, double[] point) {
            return Precision.dense(curvature.at(target, point));
        }
    }

    /** Its diagonal. */
    record Diagonal() implements Structure {
        @Override
        public Precision precision(LogDensity target, Curvature curvature, double[] point) {
            return Precision.diagonal(Matrices.diagonal(curvature.at(target, point)));
        }
    }

    /**
     * Blocks on its diagonal.
     *
     * @param sizes of the blocks, in the order of the parameters, each at least 1
     */
    record Blocks(int... sizes) implements Structure {
        @Override
        public Precision precision(LogDensity target, Curvature curvature, double[] point) {
            if (Arrays.stream(sizes).anyMatch(size -> size < 1)
                    || IntStream.of(sizes).sum() != point.length) {
                throw new IllegalArgumentException("block sizes are " + Arrays.toString(sizes)
                        + "; each must be at least 1, and their sum the dimension " + point.length);
            }
            return Precision.blocks(curvature.at(target, point), sizes);
        }
    }

    /**
     * Outputs times inputs, with an isotropic prior. Needs a {@link CurvedDensity}; always of Gauss-Newton kind, since the Hessian has no
     * such factors.
     */
    record Kronecker() implements Structure {
        @Override
        public Precision precision(LogDensity target, Curvature curvature, double[] point) {
            CurvedDensity curved = Curvature.curved(target);
            return Precision.kronecker(curved.kronecker(point), isotropic(curved.prior(), point));
        }

        /** The one number on the diagonal of the prior's precision. */
        private static double isotropic(LogDensity prior, double[] point) {
            double[][] precision = Curvature.differences(prior, point);
            double shift = precision[0][0];
            for (int i = 0; i < precision.length; i++) {
                for (int j = 0; j < precision.length; j++) {
                    double wanted = i == j ? shift : 0;
                    if (!(Math.abs(precision[i][j] - wanted) <= 1e-6 * Math.abs(shift))) {
                        throw new IllegalArgumentException("prior's precision has " + precision[i][j] + " at (" + i
                                + ", " + j + ") where an isotropic one has " + wanted
                                + "; a Kronecker structure needs an isotropic prior. Maybe use Structure.Full?");
                    }
                }
            }
            return shift;
        }
    }

    /**
     * The Gaussian's precision.
     *
     * @throws IllegalStateException when it is not positive definite
     */
    Precision precision(LogDensity target, Curvature curvature, double[] point);
}
