package io.credence.bnn.inference.pbp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class MomentPassTest {

    private static final int[] WIDTHS = {3, 40, 1};
    private static final double[] ROW = {0.7, -1.2, 0.4};

    private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(5);
    private final ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
    private final double[] means = gaussians(MomentPass.size(WIDTHS));
    private final double[] variances = positive(MomentPass.size(WIDTHS));

    @Test
    void momentsAreThoseOfDrawnNetworks() {
        MomentPass pass = new MomentPass(WIDTHS);
        pass.forward(ROW, means, variances);
        int draws = 40_000;
        double[] outputs = new double[draws];
        Arrays.setAll(outputs, draw -> drawnOutput());
        double mean = Arrays.stream(outputs).average().orElseThrow();
        double variance =
                Arrays.stream(outputs).map(f -> (f - mean) * (f - mean)).sum() / (draws - 1);
        double standardError = Math.sqrt(variance / draws);
        // with one hidden layer of independent units both moments are exact, so that only the draws err
        assertThat(pass.mean()).isCloseTo(mean, within(4 * standardError));
        assertThat(pass.variance() / variance).isCloseTo(1, within(4 * Math.sqrt(2.5 / draws)));
    }

    /** Two hidden layers, so that the variance of an inner layer's inputs counts too. */
    @Test
    void gradientsAreThoseOfDifferences() {
        int[] widths = {3, 5, 4, 1};
        int size = MomentPass.size(widths);
        MomentPass pass = new MomentPass(widths);
        double[] m = gaussians(size);
        double[] v = positive(size);
        pass.forward(ROW, m, v);
        pass.backward(0.7, -1.3, m, v);
        double[] byMean = pass.meanGradient.clone();
        double[] byVariance = pass.varianceGradient.clone();
        for (int i = 0; i < size; i++) {
            assertThat(byMean[i]).as("by mean %d", i).isCloseTo(difference(pass, m, v, m, i), within(1e-7));
            assertThat(byVariance[i]).as("by variance %d", i).isCloseTo(difference(pass, m, v, v, i), within(1e-7));
        }
    }

    @Test
    void unitsThatAreSurelyOffOrOnKeepMomentsFinite() {
        MomentPass pass = new MomentPass(new int[] {1, 2, 1});
        // hidden units at -50 and +50 standard deviations
        double[] m = {0, -50 * Math.sqrt(2), 0, 50 * Math.sqrt(2), 1, 1, 0};
        double[] v = {1e-12, 2, 1e-12, 2, 1e-12, 1e-12, 1e-12};
        pass.forward(new double[] {1}, m, v);
        assertThat(pass.mean()).isCloseTo(50 / Math.sqrt(3), within(1e-6));
        assertThat(pass.variance()).isCloseTo(1.0 / 3, within(1e-6));
        pass.backward(1, 1, m, v);
        assertThat(pass.meanGradient).doesNotContain(Double.NaN);
        assertThat(pass.varianceGradient).doesNotContain(Double.NaN);
    }

    private static double difference(MomentPass pass, double[] m, double[] v, double[] moved, int i) {
        double h = 1e-6;
        double old = moved[i];
        moved[i] = old + h;
        double up = objective(pass, m, v);
        moved[i] = old - h;
        double down = objective(pass, m, v);
        moved[i] = old;
        return (up - down) / (2 * h);
    }

    private static double objective(MomentPass pass, double[] m, double[] v) {
        pass.forward(ROW, m, v);
        return 0.7 * pass.mean() - 1.3 * pass.variance();
    }

    private double drawnOutput() {
        double[] w = new double[means.length];
        Arrays.setAll(w, i -> means[i] + Math.sqrt(variances[i]) * gaussian.sample());
        double output = w[w.length - 1];
        for (int unit = 0; unit < WIDTHS[1]; unit++) {
            double sum = w[4 * unit + 3];
            for (int i = 0; i < 3; i++) {
                sum += w[4 * unit + i] * ROW[i];
            }
            output += w[4 * WIDTHS[1] + unit] * Math.max(sum / 2, 0);
        }
        return output / Math.sqrt(WIDTHS[1] + 1);
    }

    private double[] gaussians(int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> gaussian.sample());
        return values;
    }

    private double[] positive(int size) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> 0.1 + random.nextDouble());
        return values;
    }
}
