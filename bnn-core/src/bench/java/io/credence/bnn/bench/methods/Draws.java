package io.credence.bnn.bench.methods;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.posterior.DensityPosterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Random numbers, and a posterior as a target. */
final class Draws {

    private Draws() {}

    /** Standard normal, {@code [rows][columns]}. */
    static double[][] normals(int rows, int columns, Key key) {
        ZigguratSampler normal = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[][] draws = new double[rows][columns];
        for (double[] row : draws) {
            Arrays.setAll(row, j -> normal.sample());
        }
        return draws;
    }

    /** A known posterior as the density to find. */
    record Target(DensityPosterior posterior) implements LogDensity {

        @Override
        public int dimension() {
            return posterior.dimension();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            for (int s = 0; s < points.length; s++) {
                values[s] = posterior.logDensity(points[s]);
                posterior.score(points[s], gradients[s]);
            }
        }
    }

    /** Two Gaussians of sd 1 and equal weight, 4 apart along the first axis. */
    record TwoModes(int dimension) implements LogDensity {

        private static final double HALF = 2;

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            for (int s = 0; s < points.length; s++) {
                double[] x = points[s];
                double square = Arrays.stream(x).map(v -> v * v).sum() - x[0] * x[0];
                double left = -0.5 * (x[0] + HALF) * (x[0] + HALF);
                double right = -0.5 * (x[0] - HALF) * (x[0] - HALF);
                double most = Math.max(left, right);
                values[s] = most
                        + Math.log(0.5 * Math.exp(left - most) + 0.5 * Math.exp(right - most))
                        - 0.5 * square
                        - 0.5 * dimension * Math.log(2 * Math.PI);
                for (int i = 1; i < dimension; i++) {
                    gradients[s][i] = -x[i];
                }
                gradients[s][0] = HALF * Math.tanh(HALF * x[0]) - x[0];
            }
        }
    }
}
