package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.MiniBatch;
import java.util.Arrays;

/**
 * A deep network of one linear unit a layer, {@code y = w_1 ... w_n x}, with standard normal priors, and 20 rows of {@code y = x = 1}.
 *
 * @param layers n
 * @param precision of the noise, of all rows together
 */
record DeepLine(int layers, double precision) implements DataDensity {

    @Override
    public int rows() {
        return 20;
    }

    @Override
    public int dimension() {
        return layers;
    }

    @Override
    public LogDensity prior() {
        double[] sds = new double[layers];
        Arrays.fill(sds, 1);
        return new IndependentGaussian(new double[layers], sds);
    }

    /** All rows are equal, so that any batch stands for the whole. */
    @Override
    public LogDensity likelihood(int[] rows) {
        return new Likelihood(layers, precision);
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        new MiniBatch(this, new int[] {0}).evaluate(points, values, gradients);
    }

    private record Likelihood(int dimension, double precision) implements LogDensity {

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            for (int s = 0; s < points.length; s++) {
                double error = 1 - Arrays.stream(points[s]).reduce(1, (a, b) -> a * b);
                values[s] = -0.5 * precision * error * error;
                for (int i = 0; i < dimension; i++) {
                    double others = 1;
                    for (int j = 0; j < dimension; j++) {
                        others *= j == i ? 1 : points[s][j];
                    }
                    gradients[s][i] = precision * error * others;
                }
            }
        }
    }
}
