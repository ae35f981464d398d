package io.credence.bnn.inference.mcmc;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;

/**
 * The inverse of the mass matrix: an estimate of the posterior's covariance, so that in its units the posterior is nearly a sphere.
 * Momenta are drawn with covariance {@code inverseMass^-1}.
 */
sealed interface Metric {

    /** {@code inverseMass momentum}. */
    double[] velocity(double[] momentum);

    /** A momentum made of standard normal noise. */
    double[] momentum(double[] noise);

    /** As stored: the diagonal, or the rows of the matrix. */
    double[] values();

    static Metric identity(ChainOptions.Shape shape, int dimension) {
        double[] ones = new double[dimension];
        Arrays.fill(ones, 1);
        return shape == ChainOptions.Shape.DENSE ? dense(Matrices.diagonal(ones)) : new Diagonal(ones);
    }

    static Metric dense(double[][] covariance) {
        return new Dense(covariance, Cholesky.of(covariance));
    }

    static Metric restore(ChainOptions.Shape shape, int dimension, Tensors saved, String name) {
        return shape == ChainOptions.Shape.DENSE
                ? dense(saved.get(name, dimension, dimension))
                : new Diagonal(saved.get(name, dimension));
    }

    /** {@code momentum' inverseMass momentum / 2}. */
    default double kinetic(double[] momentum) {
        return 0.5 * Matrices.dot(momentum, velocity(momentum));
    }

    /** Independent coordinates. */
    record Diagonal(double[] variances) implements Metric {
        @Override
        public double[] velocity(double[] momentum) {
            double[] velocity = new double[momentum.length];
            for (int j = 0; j < velocity.length; j++) {
                velocity[j] = variances[j] * momentum[j];
            }
            return velocity;
        }

        @Override
        public double[] momentum(double[] noise) {
            double[] momentum = new double[noise.length];
            for (int j = 0; j < momentum.length; j++) {
                momentum[j] = noise[j] / Math.sqrt(variances[j]);
            }
            return momentum;
        }

        @Override
        public double[] values() {
            return variances;
        }
    }

    /** Any covariance. */
    record Dense(double[][] covariance, Cholesky factor) implements Metric {
        @Override
        public double[] velocity(double[] momentum) {
            return Matrices.multiply(covariance, momentum);
        }

        @Override
        public double[] momentum(double[] noise) {
            return factor.solveUpper(noise);
        }

        @Override
        public double[] values() {
            return Arrays.stream(covariance).flatMapToDouble(Arrays::stream).toArray();
        }
    }
}
