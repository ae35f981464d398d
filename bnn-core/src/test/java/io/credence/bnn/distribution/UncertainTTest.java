package io.credence.bnn.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UncertainTTest {

    private static final double FLOOR = 2.1;

    @ParameterizedTest
    @ValueSource(doubles = {-6, -1, 0.5, 2, 6, 40})
    void tablesHoldTheExactTail(double raw) {
        UncertainT t = UncertainT.of(new Gaussian(raw, 0), FLOOR);
        TDistribution reference = TDistribution.of(FLOOR + softplus(raw));
        for (double z = 0; z < 2000; z = 1.003 * z + 0.0007) {
            double exact = reference.survivalProbability(z);
            assertThat(t.survival(z)).as("tail at %s", z).isCloseTo(exact, within(Math.min(1e-9, 1e-6 * exact)));
            assertThat(t.survival(-z)).isCloseTo(1 - exact, within(1e-12));
            double density = reference.density(z);
            assertThat(t.density(z)).as("density at %s", z).isCloseTo(density, within(1e-5 * density));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.7", "2, 0.2", "-3, 0.5", "2, 1"})
    void integratesTheDegreesOfFreedomOut(double mean, double sd) {
        UncertainT t = UncertainT.of(new Gaussian(mean, sd), FLOOR);
        for (double z : new double[] {0.2, 1, 3, 12}) {
            double sum = 0;
            double moment = 0;
            int n = 2000;
            for (int i = 0; i < n; i++) {
                double x = -8 + 16 * (i + 0.5) / n;
                double weight = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI) * 16 / n;
                StudentT component = StudentT.of(FLOOR + softplus(mean + sd * x));
                sum += weight * component.survival(z);
                moment += weight * component.upperMoment(z);
            }
            assertThat(t.survival(z)).isCloseTo(sum, within(1e-5 * sum));
            assertThat(t.upperMoment(z)).isCloseTo(moment, within(1e-5 * moment));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.4999999, 0.3, 0.05, 0.01, 1e-4, 1e-9})
    void cornersInvertTheirTail(double p) {
        UncertainT t = UncertainT.of(new Gaussian(1, 0.5), FLOOR);
        for (int corner = 0; corner < 3; corner++) {
            TabledT tabled = t.corner(corner);
            double z = tabled.upperQuantile(p);
            double expected = -TDistribution.of(tabled.df()).inverseCumulativeProbability(p);
            assertThat(z).isCloseTo(expected, within(1e-7 * (1 + expected)));
        }
    }

    @Test
    void meanBeyondAQuantileIsBeyondIt() {
        TabledT t = UncertainT.of(new Gaussian(1, 0.5), FLOOR).corner(1);
        StudentT exact = StudentT.of(t.df());
        double z = t.upperQuantile(0.025);
        assertThat(t.upperTailMean(0.025)).isCloseTo(exact.upperMoment(z) / 0.025, within(1e-12));
        assertThat(t.upperTailMean(0.025)).isGreaterThan(z);
    }

    @Test
    void theSamePosteriorIsTabledOnce() {
        assertThat(UncertainT.of(new Gaussian(1, 0.5), FLOOR)).isSameAs(UncertainT.of(new Gaussian(1, 0.5), FLOOR));
    }

    @Test
    void refusesAFloorWithoutVariance() {
        assertThatThrownBy(() -> UncertainT.of(new Gaussian(1, 0.5), 1.9)).hasMessageContaining("1.9");
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
