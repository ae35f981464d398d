package io.credence.bnn.bench.methods;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.MiniBatch;
import java.util.Arrays;

/**
 * A deep network of one linear unit a layer, {@code y = w_1 ... w_n x}, standard normal priors, and rows of {@code x = y = 1}: at 0 no
 * layer's gradient sees the data, so that mean-field inference can collapse to the prior.
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
                double error = 1 - product(points[s], -1);
                values[s] = -0.5 * precision * error * error;
                for (int i = 0; i < dimension; i++) {
                    gradients[s][i] = precision * error * product(points[s], i);
                }
            }
        }

        private static double product(double[] point, int without) {
            double product = 1;
            for (int j = 0; j < point.length; j++) {
                product *= j == without ? 1 : point[j];
            }
            return product;
        }
    }
}
