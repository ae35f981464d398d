package io.credence.bnn.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.InferenceContract;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import org.junit.jupiter.api.Test;

class HeadDropoutTest extends InferenceContract<HeadDropout.State> {

    private static final HeadShape SHAPE = new HeadShape(3, 2);

    @Override
    protected InferenceAlgorithm<HeadDropout.State> on(DataDensity target) {
        return HeadDropout.of((HeadDensity) target, new HeadDropout.Options(0.25, 16, 200));
    }

    @Override
    protected DataDensity target() {
        return Heads.density(SHAPE, 60);
    }

    /** A draw without a feature has none of its weights in any output; biases and degrees of freedom are never dropped. */
    @Test
    void aDrawLosesWholeFeatures() {
        Posterior posterior = posterior();
        double[] mean = posterior.mean();
        int lost = 0;
        double[][] draws = posterior.draw(400, Key.of(3));
        for (double[] draw : draws) {
            for (int feature = 0; feature < SHAPE.features(); feature++) {
                boolean dropped = draw[feature] == 0;
                lost += dropped ? 1 : 0;
                for (int output = 0; output < SHAPE.outputs(); output++) {
                    int at = output * SHAPE.width() + feature;
                    assertThat(draw[at]).isEqualTo(dropped ? 0 : mean[at] * (1 / 0.75));
                }
            }
            for (int output = 0; output < SHAPE.outputs(); output++) {
                int bias = output * SHAPE.width() + SHAPE.features();
                assertThat(draw[bias]).isEqualTo(mean[bias]);
            }
            assertThat(draw[SHAPE.rawDf(1)]).isEqualTo(mean[SHAPE.rawDf(1)]);
        }
        assertThat(lost / 1200.0).isBetween(0.2, 0.3);
    }

    @Test
    void refusesRatesThatDropAllOrNothing() {
        assertThatThrownBy(() -> new HeadDropout.Options(1, 16, 10)).hasMessageContaining("rate is 1.0");
        assertThatThrownBy(() -> new HeadDropout.Options(0, 16, 10)).hasMessageContaining("rate is 0.0");
        assertThatThrownBy(() -> new HeadDropout.Options(0.1, 0, 10)).hasMessageContaining("batch is 0");
    }

    @Override
    @Test
    protected void targetWithoutADensityIsRefused() {
        HeadDensity nowhere = Heads.nowhere(SHAPE);
        assertThatThrownBy(() -> on(nowhere).init(Key.of(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-Infinity");
    }
}
