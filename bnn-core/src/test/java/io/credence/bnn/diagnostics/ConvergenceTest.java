package io.credence.bnn.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.density.Targets;
import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.random.Key;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvergenceTest {

    @Test
    void independentDrawsCountFully() {
        Convergence convergence = Convergence.of(Targets.normals(4, 5_000, Key.of(1)));
        assertThat(convergence.rHat()).isBetween(0.999, 1.001);
        assertThat(convergence.bulkEss()).isCloseTo(20_000, within(1_500.0));
        assertThat(convergence.tailEss()).isCloseTo(20_000, within(1_500.0));
        assertThat(convergence.mcse()).isCloseTo(1 / Math.sqrt(20_000), within(5e-4));
        assertThat(convergence.reached()).isTrue();
    }

    /** {@code x_t = r x_t-1 + noise} has {@code S (1 - r) / (1 + r)} effective draws. */
    @ParameterizedTest
    @ValueSource(doubles = {-0.3, 0.5, 0.9})
    void autoregressionHasItsKnownEffectiveSize(double r) {
        double[][] chains = Targets.normals(4, 20_000, Key.of(2));
        for (double[] chain : chains) {
            for (int i = 1; i < chain.length; i++) {
                chain[i] = r * chain[i - 1] + Math.sqrt(1 - r * r) * chain[i];
            }
        }
        double expected = 80_000 * (1 - r) / (1 + r);
        Convergence convergence = Convergence.of(chains);
        assertThat(convergence.bulkEss()).isCloseTo(expected, within(0.08 * expected));
        assertThat(convergence.mcse()).isCloseTo(convergence.sd() / Math.sqrt(expected), within(3e-4));
    }

    @Test
    void chainsInDifferentPlacesDisagree() {
        double[][] chains = Targets.normals(4, 1_000, Key.of(3));
        for (int i = 0; i < 1_000; i++) {
            chains[0][i] += 1;
        }
        assertThat(Convergence.of(chains).rHat()).isGreaterThan(1.05);
        assertThat(Convergence.of(chains).reached()).isFalse();
    }

    /** Same place, one chain three times as wide: only the folded ranks see it. */
    @Test
    void chainsOfDifferentWidthsDisagree() {
        double[][] chains = Targets.normals(4, 1_000, Key.of(4));
        for (int i = 0; i < 1_000; i++) {
            chains[0][i] *= 3;
        }
        assertThat(Convergence.of(chains).rHat()).isGreaterThan(1.05);
    }

    @Test
    void oneChainThatDriftsDisagreesWithItself() {
        double[][] chain = Targets.normals(1, 1_000, Key.of(5));
        for (int i = 0; i < 1_000; i++) {
            chain[0][i] += i / 500.0;
        }
        assertThat(Convergence.of(chain).rHat()).isGreaterThan(1.05);
    }

    @Test
    void heavyTailsDoNoHarm() {
        UniformRandomProvider random = Key.of(6).generator();
        double[][] chains = new double[4][2_000];
        for (double[] chain : chains) {
            for (int i = 0; i < chain.length; i++) {
                chain[i] = Math.tan(Math.PI * (random.nextDouble() - 0.5));
            }
        }
        assertThat(Convergence.of(chains).reached()).isTrue();
    }

    @Test
    void constantOrMissingDrawsAreNotConvergence() {
        assertThat(Convergence.of(new double[2][10]).reached()).isFalse();
        double[][] chains = Targets.normals(2, 100, Key.of(7));
        chains[1][3] = Double.NaN;
        assertThat(Convergence.of(chains).rHat()).isNaN();
    }

    /** {@code a tanh(b x)} says the same with both signs changed: chains at either place disagree on weights, not on predictions. */
    @Test
    void predictionsMayAgreeWhereWeightsDoNot() {
        double[][] noise = Targets.normals(8_000, 2, Key.of(8));
        double[][][] chains = new double[4][2_000][];
        for (int i = 0; i < noise.length; i++) {
            int sign = i / 2_000 % 2 == 0 ? 1 : -1;
            chains[i / 2_000][i % 2_000] =
                    new double[] {sign * (1 + 0.1 * noise[i][0]), sign * (2 + 0.1 * noise[i][1])};
        }
        StoredDraws draws = StoredDraws.of(chains);
        assertThat(Convergence.of(draws)).noneMatch(Convergence::reached);
        assertThat(Convergence.of(draws, w -> w[0] * Math.tanh(0.7 * w[1])).reached())
                .isTrue();
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> Convergence.of(new double[2][3])).hasMessageContaining("draws per chain is 3");
        assertThatThrownBy(() -> Convergence.of(new double[][] {new double[8], new double[9]}))
                .hasMessageContaining("8 and 9");
    }
}
