package io.credence.bnn.inference.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.posterior.StoredDraws;
import java.util.function.ToDoubleFunction;

/** Draws against exact moments, at five Monte Carlo standard errors from batch means, which know the draws' dependence. */
final class Moments {

    private static final int BATCHES = 20;

    private Moments() {}

    static void assertGaussian(StoredDraws draws, double[] mean, double[][] covariance) {
        for (int i = 0; i < mean.length; i++) {
            int row = i;
            assertMean(draws, x -> x[row], mean[i]);
            for (int j = 0; j <= i; j++) {
                int column = j;
                assertMean(draws, x -> (x[row] - mean[row]) * (x[column] - mean[column]), covariance[i][j]);
            }
        }
    }

    static void assertMoments(StoredDraws draws, double[] mean, double[] variance) {
        for (int i = 0; i < mean.length; i++) {
            int index = i;
            assertMean(draws, x -> x[index], mean[i]);
            assertMean(draws, x -> (x[index] - mean[index]) * (x[index] - mean[index]), variance[i]);
        }
    }

    private static void assertMean(StoredDraws draws, ToDoubleFunction<double[]> f, double expected) {
        double[][] all = draws.all();
        double[] batches = new double[BATCHES * draws.chains()];
        int size = all.length / batches.length;
        for (int i = 0; i < size * batches.length; i++) {
            batches[i / size] += f.applyAsDouble(all[i]) / size;
        }
        double mean = 0;
        double squares = 0;
        for (double batch : batches) {
            mean += batch / batches.length;
            squares += batch * batch / batches.length;
        }
        double error = Math.sqrt((squares - mean * mean) / (batches.length - 1));
        assertThat(mean).isCloseTo(expected, within(5 * error));
    }
}
