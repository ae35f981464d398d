package io.credence.bnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.TensorEngine;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class GaussianHeadTest {

    private static final int INPUTS = 3;
    private static final int OUTPUTS = 6;
    private static final int ROWS = 8;

    private final SequenceNetwork network = Networks.identity(INPUTS, 2, 4);
    private NDManager manager;
    private GaussianHead head;
    private NDArray features;

    @BeforeEach
    void open() {
        TensorEngine.enter(false);
        manager = NDManager.newBaseManager();
        head = new NetworkGraph(network.spec(), manager.create(network.parameters())).head();
        features = manager.create(Networks.rows(ROWS, INPUTS, Networks.random(5)));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** Rows 4 to 7 have the second draw: weights {@code mean + sd * noise}, by hand. */
    @Test
    void eachGroupHasItsOwnWeights() {
        float[] noise = noise(2);
        float[] drawn = head.sampleByGroup(features, manager.create(noise, new Shape(2, INPUTS + 1, OUTPUTS)))
                .toFloatArray();
        float[] x = features.toFloatArray();
        for (int row = 0; row < ROWS; row++) {
            for (int output = 0; output < OUTPUTS; output++) {
                int from = row / 4 * (INPUTS + 1) * OUTPUTS + output;
                double expected = value(OUTPUTS * INPUTS + output, noise[from + INPUTS * OUTPUTS]);
                for (int i = 0; i < INPUTS; i++) {
                    expected += x[row * INPUTS + i] * value(output * INPUTS + i, noise[from + i * OUTPUTS]);
                }
                assertThat((double) drawn[row * OUTPUTS + output]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    /** Over 20,000 draws: the mean within five standard errors, the variance within 5 %. */
    @Test
    void drawsHaveTheMomentsOfClosedForm() {
        int draws = 20_000;
        NDArray row = features.get("0:1").repeat(0, draws);
        NDArray drawn = head.sampleByGroup(row, manager.create(noise(draws), new Shape(draws, INPUTS + 1, OUTPUTS)));
        float[] mean = drawn.mean(new int[] {0}).toFloatArray();
        float[] variance = drawn.sub(drawn.mean(new int[] {0}))
                .square()
                .mean(new int[] {0})
                .toFloatArray();
        float[] exactMean = head.mean(features).toFloatArray();
        float[] exactVariance = head.variance(features).toFloatArray();
        for (int i = 0; i < OUTPUTS; i++) {
            assertThat(mean[i]).isCloseTo(exactMean[i], within(5 * (float) Math.sqrt(exactVariance[i] / draws)));
            assertThat(variance[i] / exactVariance[i]).isCloseTo(1, within(0.05f));
        }
    }

    /** A weight or bias of the head under a noise. */
    private double value(int at, float noise) {
        float[] parameters = network.parameters();
        return parameters[at] + Math.exp(parameters[network.spec().randomSize() + at]) * noise;
    }

    private static float[] noise(int draws) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(Networks.random(6));
        float[] noise = new float[draws * OUTPUTS * (INPUTS + 1)];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) gaussian.sample();
        }
        return noise;
    }
}
