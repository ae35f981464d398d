package io.credence.bnn.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuadratureTest {

    @Test
    void threeHermiteNodesAreTheKnownOnes() {
        GaussHermite rule = GaussHermite.of(3);
        assertThat(rule.node(0)).isCloseTo(Math.sqrt(3), within(1e-14));
        assertThat(rule.node(1)).isEqualTo(0);
        assertThat(rule.weight(0)).isCloseTo(1.0 / 6, within(1e-14));
        assertThat(rule.weight(1)).isCloseTo(2.0 / 3, within(1e-14));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 9, 11, 16, 24, 64})
    void hermiteMomentsAreThoseOfTheGaussian(int n) {
        GaussHermite rule = GaussHermite.of(n);
        double moment = 1;
        for (int power = 0; power < Math.min(2 * n, 20); power += 2) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += rule.weight(i) * Math.pow(rule.node(i), power);
            }
            assertThat(sum / moment).as("moment %d", power).isCloseTo(1, within(1e-11));
            moment *= power + 1;
        }
    }

    @Test
    void hermiteNodesFallStrictly() {
        GaussHermite rule = GaussHermite.of(GaussHermite.MAX);
        for (int i = 1; i < rule.size(); i++) {
            assertThat(rule.node(i)).isLessThan(rule.node(i - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void legendreIsExactForPolynomials(int n) {
        GaussLegendre rule = GaussLegendre.of(n);
        for (int power = 0; power < 2 * n; power++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += rule.weight(i) * Math.pow(rule.node(i), power);
            }
            assertThat(sum).isCloseTo(1.0 / (power + 1), within(1e-14));
        }
    }

    @Test
    void refusesRulesThatDoNotExist() {
        assertThatThrownBy(() -> GaussHermite.of(0)).hasMessageContaining("0 nodes");
        assertThatThrownBy(() -> GaussHermite.of(65)).hasMessageContaining("65 nodes");
        assertThatThrownBy(() -> GaussLegendre.of(0)).hasMessageContaining("0 nodes");
    }
}
