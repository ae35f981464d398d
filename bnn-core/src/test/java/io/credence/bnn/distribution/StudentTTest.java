package io.credence.bnn.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the t distribution of commons-statistics 1.3, and against quadrature. */
class StudentTTest {

    private static final double[] POINTS = {0, 1e-6, 0.01, 0.3, 1, 2.5, 7, 30, 55, 400, 1e4, 1e7};

    @ParameterizedTest
    @ValueSource(doubles = {2.1, 2.7, 3, 4.4, 8, 30, 200})
    void agreesWithTheReference(double df) {
        StudentT t = StudentT.of(df);
        TDistribution reference = TDistribution.of(df);
        for (double z : POINTS) {
            assertThat(t.logDensity(z)).isCloseTo(reference.logDensity(z), within(1e-9));
            assertRelative(t.survival(z), reference.survivalProbability(z), 1e-10);
            assertThat(t.cdf(z)).isCloseTo(reference.cumulativeProbability(z), within(1e-14));
            assertThat(t.survival(-z)).isCloseTo(reference.survivalProbability(-z), within(1e-14));
        }
        assertThat(t.variance()).isCloseTo(reference.getVariance(), withinPercentage(1e-10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.1, 5, 40})
    void upperMomentIsTheIntegral(double df) {
        StudentT t = StudentT.of(df);
        GaussLegendre rule = GaussLegendre.of(60);
        for (double from : new double[] {0, 0.7, 3}) {
            double sum = 0;
            for (int i = 0; i < rule.size(); i++) {
                // z = from + (u / (1 - u))^4 flattens the heavy tail
                double u = rule.node(i);
                double r = u / (1 - u);
                double z = from + Math.pow(r, 4);
                sum += rule.weight(i) * z * t.density(z) * 4 * Math.pow(r, 3) / ((1 - u) * (1 - u));
            }
            assertThat(t.upperMoment(from)).isCloseTo(sum, withinPercentage(1e-3));
            assertThat(t.upperMoment(-from)).isEqualTo(t.upperMoment(from));
        }
    }

    @Test
    void densitySlopeIsTheDerivative() {
        StudentT t = StudentT.of(3.3);
        double h = 1e-5;
        double slope = (t.density(1.2 + h) - t.density(1.2 - h)) / (2 * h);
        assertThat(t.densitySlope(1.2)).isCloseTo(slope, within(1e-9));
    }

    @Test
    void varianceIsInfiniteAtTwoDegrees() {
        assertThat(StudentT.of(2).variance()).isInfinite();
    }

    @Test
    void refusesDegreesWithoutMean() {
        assertThatThrownBy(() -> StudentT.of(1)).hasMessageContaining("1.0").hasMessageContaining("above 1");
        assertThatThrownBy(() -> StudentT.of(Double.NaN)).hasMessageContaining("NaN");
    }

    private static void assertRelative(double actual, double expected, double tolerance) {
        assertThat(actual).isCloseTo(expected, within(tolerance * expected + 1e-300));
    }
}
