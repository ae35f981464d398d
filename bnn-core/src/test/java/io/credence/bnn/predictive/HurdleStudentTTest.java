package io.credence.bnn.predictive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.distribution.Gaussian;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HurdleStudentTTest {

    private static final double[] LEVELS = {0.001, 0.01, 0.025, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99, 0.999};
    private static final int DRAWS = 1_000_000;

    static Stream<HurdleStudentT> named() {
        return Predictives.named();
    }

    static Stream<HurdleStudentT> random() {
        return Predictives.random(15, 11);
    }

    @Test
    void isAPlainStudentTWhereAllIsKnown() {
        HurdleStudentT value = Predictives.plain(0.3, 0.7, 4.5);
        TDistribution t = TDistribution.of(4.5);
        for (double p : LEVELS) {
            assertThat(value.quantile(p)).isCloseTo(0.3 + 0.7 * t.inverseCumulativeProbability(p), within(1e-8));
        }
        for (double y : new double[] {-5, -0.2, 0.3, 2}) {
            double z = (y - 0.3) / 0.7;
            assertThat(value.cdf(y)).isCloseTo(t.cumulativeProbability(z), within(1e-9));
            assertThat(value.logDensity(y)).isCloseTo(t.logDensity(z) - Math.log(0.7), within(1e-7));
        }
        assertThat(value.mean()).isCloseTo(0.3, within(1e-12));
        assertThat(value.aleatoricVariance()).isCloseTo(0.49 * 4.5 / 2.5, within(1e-10));
        assertThat(value.epistemicVariance()).isCloseTo(0, within(1e-15));
        PosteriorInterval interval = value.quantileInterval(0.01, 0.9);
        assertThat(interval.high() - interval.low()).isCloseTo(0, within(1e-9));
        assertThat(interval.low()).isCloseTo(value.quantile(0.01), within(1e-8));
    }

    /** The score of a t as Jordan, Krueger and Lerch (2019), "Evaluating Probabilistic Forecasts with scoringRules", give it. */
    @Test
    void scoresAPlainStudentTByItsClosedForm() {
        double df = 5;
        HurdleStudentT value = Predictives.plain(0, 1, df);
        TDistribution t = TDistribution.of(df);
        double z = 0.8;
        double betas = 2 * Math.sqrt(df) / (df - 1) * beta(0.5, df - 0.5) / Math.pow(beta(0.5, df / 2), 2);
        double expected = z * (2 * t.cumulativeProbability(z) - 1) + 2 * t.density(z) * (df + z * z) / (df - 1) - betas;
        assertThat(value.crps(z)).isCloseTo(expected, within(1e-7 * expected));
    }

    @ParameterizedTest
    @MethodSource("named")
    void agreesWithAMillionDraws(HurdleStudentT value) {
        double[] sorted = new Draws(1).sorted(value, DRAWS);
        for (double p : LEVELS) {
            double quantile = value.quantile(p);
            double margin = 5 * Math.sqrt(p * (1 - p) / DRAWS);
            assertThat(quantile).isBetween(at(sorted, p - margin), at(sorted, p + margin));
            double tail = Arrays.stream(sorted, 0, (int) (p * DRAWS)).average().orElseThrow();
            double noise = p < 0.01 ? 0.06 : 0.02;
            assertThat(value.tailMean(p)).isCloseTo(tail, within(noise * Math.abs(tail) + 2e-3));
        }
        double atoms = Arrays.stream(sorted).filter(y -> y == 0).count();
        assertThat(value.atom()).isCloseTo(atoms / DRAWS, within(0.0025));
        assertThat(value.mean())
                .isCloseTo(Arrays.stream(sorted).average().orElseThrow(), within(5e-3 * value.quantile(0.99)));
    }

    /** The law of total variance, its two parts taken from draws of the parameters. */
    @ParameterizedTest
    @MethodSource("named")
    void varianceIsTheSumOfItsParts(HurdleStudentT value) {
        Draws draws = new Draws(2);
        double within = 0;
        double sum = 0;
        double square = 0;
        for (int i = 0; i < DRAWS; i++) {
            double[] p = draws.parameters(value);
            double off = 1 - p[0];
            double mean = off * p[1];
            within += off * (p[2] * p[2] * p[3] / (p[3] - 2) + p[1] * p[1]) - mean * mean;
            sum += mean;
            square += mean * mean;
        }
        double between = square / DRAWS - Math.pow(sum / DRAWS, 2);
        assertThat(value.aleatoricVariance()).isCloseTo(within / DRAWS, within(0.01 * within / DRAWS));
        assertThat(value.epistemicVariance()).isCloseTo(between, within(0.01 * between));
    }

    @ParameterizedTest
    @MethodSource("random")
    void quantilesInvertTheCdf(HurdleStudentT value) {
        double before = Double.NEGATIVE_INFINITY;
        for (double p : LEVELS) {
            double y = value.quantile(p);
            assertThat(y).isGreaterThanOrEqualTo(before);
            assertThat(value.cdf(y)).isGreaterThanOrEqualTo(p - 1e-9);
            assertThat(value.cdfBelow(y)).isLessThanOrEqualTo(p + 1e-9);
            before = y;
        }
    }

    @ParameterizedTest
    @MethodSource("random")
    void tailMeansAreTheMeanOfQuantiles(HurdleStudentT value) {
        for (double p : new double[] {0.025, 0.3, 0.9}) {
            double sum = 0;
            int n = 600;
            for (int i = 0; i < n; i++) {
                // u^3 crowds the points where the tail is steep
                double u = (i + 0.5) / n;
                sum += value.quantile(p * u * u * u) * 3 * u * u / n;
            }
            assertThat(value.tailMean(p)).isCloseTo(sum, within(2e-3 * Math.abs(value.quantile(p / 10)) + 1e-4));
            assertThat(value.tailMean(p)).isLessThanOrEqualTo(value.quantile(p));
        }
        assertThat(value.tailMean(1 - 1e-9)).isCloseTo(value.mean(), within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("random")
    void crpsIsTheIntegralOfTheSquaredError(HurdleStudentT value) {
        for (double y : new double[] {0, 0.37, -2}) {
            double brute = BruteForce.crps(value, y);
            assertThat(value.crps(y)).isCloseTo(brute, within(1e-6 * brute));
        }
    }

    @ParameterizedTest
    @MethodSource("random")
    void densityIsTheSlopeOfTheCdf(HurdleStudentT value) {
        for (double y : new double[] {-1.3, 0.4, 2.2}) {
            double h = 1e-4;
            double slope = (value.cdf(y + h) - value.cdf(y - h)) / (2 * h);
            assertThat(Math.exp(value.logDensity(y))).isCloseTo(slope, within(1e-5 * slope + 1e-10));
        }
        assertThat(Math.exp(value.logDensity(0))).isCloseTo(value.atom(), within(1e-12));
        assertThat(value.cdf(0) - value.cdfBelow(0)).isCloseTo(value.atom(), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("random")
    void survivesItsBytes(HurdleStudentT value) {
        byte[] bytes = value.encode();
        HurdleStudentT read = HurdleStudentT.decode(bytes);
        assertThat(bytes).hasSizeLessThan(150);
        assertThat(read).isEqualTo(value).hasSameHashCodeAs(value);
        assertThat(read.quantile(0.01)).isEqualTo(value.quantile(0.01));
        assertThat(read.encode()).isEqualTo(bytes);
    }

    @Test
    void refusesBytesOfAnotherKind() {
        byte[] bytes = Predictives.typical().encode();
        bytes[0] = 9;
        assertThatThrownBy(() -> HurdleStudentT.decode(bytes)).hasMessageContaining("version 9");
        assertThatThrownBy(() -> HurdleStudentT.decode(new byte[3])).hasMessageContaining("3 bytes");
        assertThatThrownBy(() -> HurdleStudentT.decode(new byte[0])).hasMessageContaining("0 bytes");
    }

    @Test
    void refusesArgumentsWithoutMeaning() {
        HurdleStudentT value = Predictives.typical();
        assertThatThrownBy(() -> value.quantile(0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> value.tailMean(1)).hasMessageContaining("1.0");
        assertThatThrownBy(() -> value.quantileInterval(0.05, 1)).hasMessageContaining("mass");
        Gaussian any = new Gaussian(0, 1);
        assertThatThrownBy(() -> HurdleStudentT.of(any, any, any, any, -1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> HurdleStudentT.of(any, any, new Gaussian(400, 0), any, 0))
                .hasMessageContaining("400");
        assertThatThrownBy(() -> new Gaussian(Double.NaN, 1)).hasMessageContaining("NaN");
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.clamp(share * sorted.length, 0, sorted.length - 1.0)];
    }

    private static double beta(double a, double b) {
        return Math.exp(org.apache.commons.numbers.gamma.LogBeta.value(a, b));
    }
}
