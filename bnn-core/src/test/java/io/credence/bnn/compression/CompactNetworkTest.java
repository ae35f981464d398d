package io.credence.bnn.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.inference.moment.Carried;
import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.MomentPredictor;
import io.credence.bnn.inference.moment.Pruning;
import io.credence.bnn.inference.moment.TrainedWeights;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.network.moment.MomentFeedForward;
import io.credence.bnn.network.moment.MomentLstm;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

final class CompactNetworkTest {

    private static final int STEPS = 5;
    private static final int INPUTS = 2;
    private static final int HIDDEN = 12;
    private static final MomentFeedForward NETWORK = new MomentFeedForward(STEPS, INPUTS, HIDDEN, 2);
    private static final TrainedWeights WEIGHTS = weights(0.05);
    private static final WindowData DATA = data(150);

    /** Of uncertain and of certain weights, at each sparsity, by both criteria; through its bytes. */
    @Test
    void forecastsAreThoseOfTheMaskedNetwork() {
        TrainedWeights certain = new TrainedWeights(NETWORK, WEIGHTS.means(), new double[WEIGHTS.means().length]);
        for (Pruning pruning : Pruning.values()) {
            for (double sparsity : new double[] {0, 0.5, 0.9, 0.99}) {
                assertSame(pruning.of(WEIGHTS, sparsity), Carried.VARIANCES);
                assertSame(pruning.of(certain, sparsity), Carried.VALUES);
            }
        }
    }

    private static void assertSame(TrainedWeights masked, Carried carried) {
        CompactNetwork compact = CompactNetwork.of(masked);
        MomentForecast[] expected = MomentPredictor.of(masked, carried).predict(DATA);
        MomentForecast[] forecasts = CompactNetwork.decode(compact.encode()).predict(DATA);
        for (int row = 0; row < forecasts.length; row++) {
            assertThat(forecasts[row].mean()).isCloseTo(expected[row].mean(), within(2e-5));
            assertThat(forecasts[row].variance()).isCloseTo(expected[row].variance(), within(2e-5));
            assertThat(forecasts[row].logScale()).isCloseTo(expected[row].logScale(), within(2e-5));
            assertThat(forecasts[row].logScaleVariance()).isCloseTo(expected[row].logScaleVariance(), within(2e-5));
        }
    }

    /** Units 0 to 3 of the first layer have no way in, 4 and 5 none out; without the second layer's 0 nobody reads 6. */
    @Test
    void unitsWithoutAWayAreGone() {
        double[] means = WEIGHTS.means().clone();
        double[] variances = WEIGHTS.variances().clone();
        int width = STEPS * INPUTS;
        for (int i = 0; i < 4 * width; i++) {
            means[i] = 0;
            variances[i] = 0;
        }
        int second = HIDDEN * (width + 1);
        for (int unit = 0; unit < HIDDEN; unit++) {
            for (int from : unit == 0 ? new int[] {4, 5} : new int[] {4, 5, 6}) {
                means[second + unit * HIDDEN + from] = 0;
                variances[second + unit * HIDDEN + from] = 0;
            }
        }
        int head = second + HIDDEN * (HIDDEN + 1);
        for (int output = 0; output < 2; output++) {
            means[head + output * HIDDEN] = 0;
            variances[head + output * HIDDEN] = 0;
        }
        for (int unit = 0; unit < 4; unit++) {
            means[HIDDEN * width + unit] = 0.3 * unit - 0.4;
        }
        TrainedWeights masked = new TrainedWeights(NETWORK, means, variances);
        assertThat(CompactNetwork.of(masked).units()).isEqualTo(List.of(HIDDEN - 7, HIDDEN - 1));
        assertSame(masked, Carried.VARIANCES);
    }

    @Test
    void aSparserNetworkHasFewerBytesAndWeights() {
        CompactNetwork whole = CompactNetwork.of(WEIGHTS);
        CompactNetwork sparse = CompactNetwork.of(Pruning.MAGNITUDE.of(WEIGHTS, 0.9));
        assertThat(whole.weights()).isEqualTo(HIDDEN * (STEPS * INPUTS + HIDDEN + 2));
        assertThat(sparse.weights()).isLessThan(whole.weights() / 8);
        assertThat(sparse.encode().length).isLessThan(whole.encode().length / 5);
    }

    @Test
    void refusesWhatCannotBeMadeCompact() {
        TrainedWeights nothing =
                new TrainedWeights(NETWORK, new double[WEIGHTS.means().length], new double[WEIGHTS.means().length]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompactNetwork.of(nothing))
                .withMessageContaining("all " + WEIGHTS.means().length + " weights are pruned");
        MomentLstm lstm = new MomentLstm(1, 2, 2);
        int size = lstm.layout().size();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompactNetwork.of(new TrainedWeights(lstm, new double[size], new double[size])))
                .withMessageContaining("MomentLstm");
        byte[] bytes = CompactNetwork.of(WEIGHTS).encode();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompactNetwork.decode(Arrays.copyOf(bytes, 40)))
                .withMessageContaining("40 bytes");
        bytes[0] = 9;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompactNetwork.decode(bytes))
                .withMessageContaining("layout 9");
    }

    /** 1.959964 is exceeded with probability 0.025, 0 with 0.5; a Gaussian's positive part has mean 1 / sqrt(2 pi). */
    @Test
    void theRectifiersTailIsAGaussians() {
        assertThat(Rectifier.tail(0, 1)).isCloseTo(0.5, within(1e-7));
        assertThat(Rectifier.tail(1.959964, Math.exp(-0.5 * 1.959964 * 1.959964)))
                .isCloseTo(0.025, within(1e-7));
        assertThat(Rectifier.moments(0, 1)[0]).isCloseTo(0.3989423, within(1e-6));
        assertThat(Rectifier.moments(0, 1)[1]).isCloseTo(0.5 - 0.1591549, within(1e-6));
    }

    @Test
    void aVarianceThatOverflowsIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CompactNetwork.of(weights(1e38)).predict(DATA))
                .withMessageContaining("variance Infinity")
                .withMessageContaining("Maybe");
        assertThatIllegalStateException()
                .isThrownBy(() -> Rectifier.apply(new float[] {1}, new float[] {-0.1f}))
                .withMessageContaining("variance -0.1");
    }

    private static TrainedWeights weights(double share) {
        return new TrainedWeights(
                NETWORK, NETWORK.initial(Key.of(1)), NETWORK.layout().variances(share), -0.3);
    }

    private static WindowData data(int rows) {
        ZigguratSampler gaussian =
                ZigguratSampler.NormalizedGaussian.of(Key.of(2).generator());
        float[] windows = new float[rows * STEPS * INPUTS];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = (float) gaussian.sample();
        }
        return new WindowData(windows, STEPS, INPUTS, new float[rows]);
    }
}
