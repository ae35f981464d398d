package io.credence.bnn.inference.vi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.inference.vi.TrainingOptions.Batching;
import io.credence.bnn.inference.vi.TrainingOptions.Device;
import io.credence.bnn.inference.vi.TrainingOptions.HeadPrior;
import io.credence.bnn.inference.vi.TrainingOptions.Regularisation;
import io.credence.bnn.inference.vi.TrainingOptions.Schedule;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.network.Networks;
import io.credence.bnn.network.SequenceNetwork;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bayesian linear regression with known noise. The scale is pinned by its floor, the degrees of freedom near 500 by their prior, so
 * that the likelihood is Gaussian and the posterior is known: precision {@code X'X / s^2 + I / p^2}. Its best mean-field
 * approximation has the exact means, and variances 1 / diagonal of the precision (Bishop 2006, section 10.1.2).
 */
class ConjugateTest {

    private static final double[] WEIGHTS = {0.8, -0.5, 0, 0.3};
    private static final double NOISE = 0.7;
    private static final int ROWS = 400;
    private static final HeadPrior PRIOR = new HeadPrior(0.5, 0.5, 500, 0.01, 0.01);

    private final double[][] x = new double[ROWS][5];
    private final double[] y = new double[ROWS];
    private final SequenceData data = data(1);

    /** The N/M scale is right: the posterior does not depend on the batch size. */
    @ParameterizedTest
    @CsvSource({"1, 20", "4, 10", "20, 20"})
    void findsTheExactMeansAndTheBestIndependentVariances(int streams, int window) {
        requireExact(fit(data, streams, window, 1500));
    }

    /** Each row as often as its noise's variance is larger, so that the posterior is the same; so many rows share draws of the weights. */
    @Test
    void drawsThatGroupsShareFindTheSame() {
        int copies = 56;
        int streams = 64;
        assertThat(SharedDraws.of(streams, 3 * ROWS * copies)).isEqualTo(streams);
        requireExact(fit(data(copies), streams, ROWS * copies / streams, 700));
    }

    private void requireExact(SequenceNetwork network) {
        float[] p = network.parameters();
        double[] means = exactMeans();
        for (int i = 0; i < 5; i++) {
            // location is output 1 of 3: weights at [4, 8), bias at 12 + 1
            int at = i < 4 ? 4 + i : 13;
            double sd = 1 / Math.sqrt(precision()[i][i]);
            double fitted = Math.exp(p[network.spec().randomSize() + at]);
            assertThat(p[at]).as("mean %d", i).isCloseTo((float) means[i], within((float) (0.25 * sd)));
            assertThat(fitted / sd).as("sd %d", i).isCloseTo(1, within(0.08));
        }
    }

    @Test
    void whatTheDataSayNothingOfKeepsItsPrior() {
        SequenceNetwork network = fit(data, 4, 20, 1500);
        float[] p = network.parameters();
        // log scale is output 2: its weights move nothing, since the floor pins the scale
        for (int at = 8; at < 12; at++) {
            assertThat((double) p[at]).isCloseTo(0, within(0.05));
            assertThat(Math.exp(p[network.spec().randomSize() + at])).isCloseTo(0.5, within(0.05));
        }
        Collapse collapse = Collapse.of(network, PRIOR);
        assertThat(collapse.kl()).isPositive();
        assertThat(collapse.idle()).isBetween(0.2, 0.9);
        assertThat(collapse.alarm()).isFalse();
    }

    private static SequenceNetwork fit(SequenceData data, int streams, int window, int steps) {
        TrainingOptions options = TrainingOptions.withDefaults()
                .withPrior(PRIOR)
                .withSchedule(new Schedule(steps, 0.03, 0.01, 0.1, 0.2))
                .withBatching(new Batching(streams, window, 0))
                .withRegularisation(new Regularisation(0, 0, 10))
                .withDevice(Device.CPU);
        return BayesByBackprop.with(options).train(Networks.identitySpec(4, 1), List.of(data), 3, StepListener.SILENT);
    }

    private SequenceData data(int copies) {
        UniformRandomProvider random = Networks.random(17);
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        SequenceData.Builder builder = SequenceData.builder(copies * ROWS, 4, 1);
        float[][] rows = Networks.rows(ROWS, 4, random);
        for (int t = 0; t < ROWS; t++) {
            // correlated features, so that the variances are not those of one feature alone
            rows[t][1] = 0.6f * rows[t][0] + 0.8f * rows[t][1];
            y[t] = 0.2 + NOISE * gaussian.sample();
            for (int i = 0; i < 4; i++) {
                x[t][i] = rows[t][i];
                y[t] += WEIGHTS[i] * x[t][i];
            }
            x[t][4] = 1;
            for (int copy = 0; copy < copies; copy++) {
                builder.features(copy * ROWS + t, rows[t])
                        .target(copy * ROWS + t, 0, y[t], new Baseline(0, 1, -40, -40, NOISE * Math.sqrt(copies)));
            }
        }
        return builder.build();
    }

    private double[][] precision() {
        double[][] precision = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                for (double[] row : x) {
                    precision[i][j] += row[i] * row[j] / (NOISE * NOISE);
                }
            }
            precision[i][i] += 1 / (0.5 * 0.5);
        }
        return precision;
    }

    /** By Gauss-Seidel, which converges for a positive definite matrix. */
    private double[] exactMeans() {
        double[][] a = precision();
        double[] mean = new double[5];
        for (int sweep = 0; sweep < 500; sweep++) {
            for (int i = 0; i < 5; i++) {
                double right = 0;
                for (int t = 0; t < ROWS; t++) {
                    right += x[t][i] * y[t] / (NOISE * NOISE);
                }
                for (int j = 0; j < 5; j++) {
                    right -= j == i ? 0 : a[i][j] * mean[j];
                }
                mean[i] = right / a[i][i];
            }
        }
        return mean;
    }
}
