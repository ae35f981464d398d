package io.credence.bnn.inference.pbp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GammaBeliefTest {

    /** Where the evidence is Gaussian given the precision, the exact posterior is gamma with shape + 1/2 and rate + e^2 / 2. */
    @Test
    void manyRowsFindTheirNoise() {
        GammaBelief belief = new GammaBelief(6, 6);
        double error = 0.3;
        for (int row = 0; row < 2000; row++) {
            belief = belief.after(s -> -0.5 * (Math.log(s) + error * error / s));
        }
        GammaBelief exact = new GammaBelief(6 + 1000, 6 + 1000 * error * error);
        assertThat(belief.shape() / exact.shape()).isCloseTo(1, within(0.02));
        assertThat(belief.variance() / exact.variance()).isCloseTo(1, within(0.02));
    }

    @Test
    void aFactorThatSaysNothingChangesNothing() {
        GammaBelief belief = new GammaBelief(7, 3).after(s -> -2.5);
        assertThat(belief.shape()).isCloseTo(7, within(1e-9));
        assertThat(belief.rate()).isCloseTo(3, within(1e-9));
    }

    @Test
    void keepsItselfWhereTheMatchFails() {
        GammaBelief belief = new GammaBelief(7, 3);
        assertThat(belief.after(s -> Double.NaN)).isEqualTo(belief);
    }

    @Test
    void refusesAnInfiniteMeanVariance() {
        assertThatThrownBy(() -> new GammaBelief(1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shape 1.0");
    }
}
