package io.credence.bnn.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.Networks;
import io.credence.bnn.network.SequenceNetwork;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QuantizedNetworkTest {

    private static final int INPUTS = 10;
    private static final SequenceNetwork NETWORK = Networks.lstm(INPUTS, 2, 3);
    private static final float[][] ROWS = Networks.rows(400, INPUTS, Networks.random(4));
    private static final QuantizedNetwork QUANTIZED =
            QuantizedNetwork.of(NETWORK, ActivationRanges.of(NETWORK, List.of(series(ROWS))));

    /** Weights and inputs that are whole numbers of steps: nothing is rounded, and sums are exact. */
    @Test
    void wholeNumbersComeOutExactly() {
        float[] weights = {127, -3, 50, 2, 127, 0};
        Int8Layer layer = Int8Layer.of(weights, new float[] {0.5f, -1}, new float[] {1, 1, 1});
        float[][] out = new float[2][1];
        layer.apply(new float[][] {{100}, {-127}, {7}}, out);
        assertThat(out[0][0]).isEqualTo(127 * 100 + 3 * 127 + 50 * 7 + 0.5f);
        assertThat(out[1][0]).isEqualTo(2 * 100 - 127 * 127 - 1);
        float[][] variances = new float[2][1];
        new VarianceLayer(new float[] {127, 1, 2, 64, 127, 0}, new float[] {2, 0}, new float[] {1, 1, 1})
                .apply(new float[][] {{4}, {1}, {9}}, variances);
        assertThat(variances[0][0]).isEqualTo(4 * 127 * 127 + 1 + 4 * 9 + 4);
        assertThat(variances[1][0]).isEqualTo(4 * 64 * 64 + 127 * 127);
    }

    /** Feature scales are part of the weights: an input a thousand times as large with weights as much smaller changes nothing. */
    @Test
    void aLayerErrsByHalfAStepAtMost() {
        float[] weights = {0.8f, -0.0004f, 0.1f, 0.0009f};
        float[] scales = {1f / 127, 1000f / 127};
        Int8Layer layer = Int8Layer.of(weights, new float[2], scales);
        float[] inverse = Scales.inverted(scales);
        float[][] q = new float[2][1];
        Scales.round(new float[] {0.5f}, inverse[0], q[0]);
        Scales.round(new float[] {-700}, inverse[1], q[1]);
        float[][] out = new float[2][1];
        layer.apply(q, out);
        assertThat(out[0][0]).isCloseTo(0.4f + 0.28f, within(0.01f));
        assertThat(out[1][0]).isCloseTo(0.05f - 0.63f, within(0.01f));
    }

    @Test
    void functionsErrByLessThanATenThousandth() {
        for (float x = -12; x < 12; x += 0.01f) {
            float[] one = {x};
            Saturating.sigmoid(one);
            assertThat(one[0]).isCloseTo((float) (1 / (1 + Math.exp(-x))), within(1e-4f));
            assertThat(Saturating.tanh(x)).isCloseTo((float) Math.tanh(x), within(1e-4f));
        }
    }

    @Test
    void momentsAreThoseOfTheNetworkWithinRounding() {
        try (NetworkSession session = NETWORK.open()) {
            byte[] exact = session.initialState();
            byte[] rounded = QUANTIZED.initialState();
            assertThat(rounded).hasSameSizeAs(exact);
            double worst = 0;
            double spread = 0;
            for (float[] row : ROWS) {
                NetworkSession.Step one = session.step(new float[][] {row}, new byte[][] {exact});
                NetworkSession.Step other = QUANTIZED.step(new float[][] {row}, new byte[][] {rounded});
                exact = one.states()[0];
                rounded = other.states()[0];
                for (int h = 0; h < 2; h++) {
                    HeadMoments a = one.moments();
                    HeadMoments b = other.moments();
                    worst = Math.max(
                            worst,
                            Math.abs(a.logScale(0, h).mean() - b.logScale(0, h).mean()));
                    spread = Math.max(spread, Math.abs(a.logScale(0, h).mean()));
                    assertThat(b.location(0, h).sd() / a.location(0, h).sd()).isCloseTo(1, within(0.02));
                    assertThat(b.rawDf(h).mean()).isEqualTo(a.rawDf(h).mean());
                }
            }
            assertThat(spread).isGreaterThan(0.5);
            assertThat(worst).isLessThan(0.05 * spread);
        }
    }

    @Test
    void aRowsBitsDoNotDependOnOthers() {
        byte[][] states = new byte[ROWS.length][];
        Arrays.fill(states, QUANTIZED.initialState());
        NetworkSession.Step all = QUANTIZED.step(ROWS, states);
        NetworkSession.Step alone = QUANTIZED.step(new float[][] {ROWS[7]}, new byte[][] {states[7]});
        assertThat(alone.states()[0]).isEqualTo(all.states()[7]);
        assertThat(alone.moments().logit(0, 1)).isEqualTo(all.moments().logit(7, 1));
    }

    @Test
    void takesAQuarterOfTheBytesAndALittleMore() {
        assertThat(QUANTIZED.bytes()).isBetween(NETWORK.spec().size(), (int)
                (0.36 * 4 * NETWORK.spec().size()));
    }

    @Test
    void rangesComeBackFromTheirBytes() {
        byte[] bytes = ActivationRanges.of(NETWORK, List.of(series(ROWS))).encode();
        QuantizedNetwork again = QuantizedNetwork.of(NETWORK, ActivationRanges.decode(NETWORK, bytes));
        byte[][] states = {QUANTIZED.initialState()};
        float[][] row = {ROWS[3]};
        assertThat(again.step(row, states).states()[0])
                .isEqualTo(QUANTIZED.step(row, states).states()[0]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationRanges.decode(NETWORK, Arrays.copyOf(bytes, 7)))
                .withMessageContaining("7 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationRanges.decode(NETWORK, Arrays.copyOf(bytes, bytes.length + 4)))
                .withMessageContaining("4 bytes too many");
    }

    @Test
    void refusesWhatItCannotRound() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationRanges.of(NETWORK, List.of()))
                .withMessageContaining("calibration data are 0 series")
                .withMessageContaining("Maybe");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationRanges.of(Networks.identity(INPUTS, 2, 1), List.of(series(ROWS))))
                .withMessageContaining("'block'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Int8Layer.of(new float[1041], new float[1], new float[1041]))
                .withMessageContaining("1041 inputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QUANTIZED.step(
                        new float[][] {{Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0, 0}},
                        new byte[][] {QUANTIZED.initialState()}))
                .withMessageContaining("feature 0 of row 0 is NaN");
    }

    private static SequenceData series(float[][] rows) {
        SequenceData.Builder builder = SequenceData.builder(rows.length, INPUTS, 2);
        for (int step = 0; step < rows.length; step++) {
            builder.features(step, rows[step]);
        }
        return builder.build();
    }
}
