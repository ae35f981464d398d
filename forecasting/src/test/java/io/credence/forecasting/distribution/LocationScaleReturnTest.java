package io.credence.forecasting.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parametric laws; those of samples are in {@link SampleReturnTest}. */
class LocationScaleReturnTest extends ForecastDistributionContract {

    @Override
    protected List<ForecastDistribution> examples() {
        return List.of(
                new LocationScaleReturn(0.1, 2, new NormalLaw()),
                new LocationScaleReturn(0.02, 0.15, new StudentTLaw(4)),
                new LocationScaleReturn(-3, 4, new StudentTLaw(2.6)),
                new LocationScaleReturn(0, 1, new StudentTLaw(400)),
                new LocationScaleReturn(0.05, 1.2, new SkewedTLaw(7, -0.12)),
                new LocationScaleReturn(0, 0.5, new SkewedTLaw(3.2, 0.6)));
    }

    @Override
    protected ForecastDistribution decode(byte[] bytes) {
        return LocationScaleReturn.decode(bytes);
    }

    /** A t with 4 degrees of freedom has its quantile and shortfall in closed form (Shaw 2006). */
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.01, 0.025, 0.05, 0.3, 0.49, 0.5, 0.7, 0.999})
    void quantilesOfFourDegreesOfFreedomAreClosedForms(double p) {
        double alpha = 4 * p * (1 - p);
        double q = 4 * Math.cos(Math.acos(Math.sqrt(alpha)) / 3) / Math.sqrt(alpha);
        double t = Math.signum(p - 0.5) * Math.sqrt(Math.max(0, q - 4));
        assertThat(new StudentTLaw(4).quantile(p)).isCloseTo(t / Math.sqrt(2), within(1e-7 + 1e-12 * Math.abs(t)));
    }

    @Test
    void manyDegreesOfFreedomAreTheNormal() {
        ConfidenceLevel level = new ConfidenceLevel(0.99);
        LocationScaleReturn t = new LocationScaleReturn(0, 1, new StudentTLaw(1e6));
        assertThat(t.valueAtRisk(level)).isCloseTo(2.3263478740, within(1e-5));
        assertThat(t.expectedShortfall(level)).isCloseTo(2.6652142203, within(1e-5));
        assertThat(t.crps(0)).isCloseTo(0.2336949773, within(1e-6));
        assertThat(t.logScore(1.5)).isCloseTo(new NormalLaw().logDensity(1.5), within(1e-5));
    }

    @Test
    void noSkewIsTheSymmetricLaw() {
        StudentTLaw symmetric = new StudentTLaw(5.5);
        SkewedTLaw skewed = new SkewedTLaw(5.5, 0);
        for (double z : new double[] {-8, -1.3, 0, 0.4, 3}) {
            assertThat(skewed.logDensity(z)).isCloseTo(symmetric.logDensity(z), within(1e-13));
            assertThat(skewed.cdf(z)).isCloseTo(symmetric.cdf(z), within(1e-13));
            assertThat(skewed.crps(z)).isCloseTo(symmetric.crps(z), within(1e-13));
        }
        assertThat(skewed.lowerTailMean(0.01)).isCloseTo(symmetric.lowerTailMean(0.01), within(1e-12));
    }

    /** By the midpoint rule over the density: it integrates to 1, has mean 0 and variance 1. */
    @ParameterizedTest
    @CsvSource({"5, -0.3", "8, 0.5", "12, 0"})
    void theSkewedLawIsStandardised(double freedom, double skew) {
        SkewedTLaw law = new SkewedTLaw(freedom, skew);
        double[] moments = new double[3];
        double step = 0.01;
        for (double z = -400 + step / 2; z < 400; z += step) {
            double density = Math.exp(law.logDensity(z)) * step;
            moments[0] += density;
            moments[1] += z * density;
            moments[2] += z * z * density;
        }
        assertThat(moments[0]).isCloseTo(1, within(1e-6));
        assertThat(moments[1]).isCloseTo(0, within(1e-6));
        assertThat(moments[2]).isCloseTo(1, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.05, 2.5, 5, 30, 1000})
    void quantilesInvertTheCdfToMachinePrecision(double freedom) {
        for (StandardLaw law : List.of(new StudentTLaw(freedom), new SkewedTLaw(freedom, -0.4))) {
            for (double p : new double[] {1e-9, 1e-4, 0.01, 0.19, 0.21, 0.5, 0.69, 0.71, 0.9, 0.9999}) {
                assertThat(law.cdf(law.quantile(p))).as("%s at %s", law, p).isCloseTo(p, within(1e-12 * (p + 1e-3)));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN, 1", "0, 0", "0, -1", "0, NaN", "0, Infinity", "Infinity, 1"})
    void refusesNonsense(double location, double scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocationScaleReturn(location, scale, new NormalLaw()))
                .withMessageContaining(Double.toString(scale));
    }

    @Test
    void refusesShapesWithoutVarianceOrOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudentTLaw(2))
                .withMessageContaining("degrees of freedom are 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SkewedTLaw(5, 1))
                .withMessageContaining("skew is 1.0");
    }
}
