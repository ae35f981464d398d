package io.credence.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.GaussianReturn;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of value at risk and expected shortfall together, on t(5) returns whose scale moves. */
class TailTestsTest {

    private static final ConfidenceLevel P975 = new ConfidenceLevel(0.975);
    private static final TDistribution T5 = TDistribution.of(5);
    private static final double QUANTILE = T5.inverseCumulativeProbability(0.025);
    // E[X | X < q] = -f(q) (nu + q^2) / ((nu - 1) alpha), McNeil, Frey and Embrechts (2015), example 2.15.
    private static final double SHORTFALL = T5.density(QUANTILE) * (5 + QUANTILE * QUANTILE) / 4 / 0.025;

    static Stream<Arguments> tests() {
        return Stream.of(
                Arguments.of(
                        "McNeil-Frey",
                        of(f -> McNeilFreyTest.withDefaults().withDraws(199, 1).test(f))),
                Arguments.of(
                        "Z1",
                        of(f -> AcerbiSzekelyTest.ofSizes().withDraws(199, 1).test(f))),
                Arguments.of(
                        "Z2",
                        of(f -> AcerbiSzekelyTest.ofSizesAndHits()
                                .withDraws(199, 1)
                                .test(f))));
    }

    private static Function<TailForecasts, TestResult> of(Function<TailForecasts, TestResult> test) {
        return test;
    }

    /** Forecasts that are the truth times a factor of the shortfall. */
    private static TailForecasts forecasts(int days, double varFactor, double esFactor, SplittableRandom random) {
        double[] realised = new double[days];
        double[] risk = new double[days];
        double[] shortfall = new double[days];
        for (int day = 0; day < days; day++) {
            double scale = Math.exp(Math.sin(day / 40.0));
            realised[day] = scale * T5.inverseCumulativeProbability(random.nextDouble());
            risk[day] = -varFactor * scale * QUANTILE;
            shortfall[day] = Math.max(risk[day], esFactor * scale * SHORTFALL);
        }
        return new TailForecasts(P975, realised, risk, shortfall);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void theSizeIsKept(String name, Function<TailForecasts, TestResult> test) {
        SplittableRandom random = new SplittableRandom(11);
        int rejected = 0;
        for (int i = 0; i < 300; i++) {
            rejected += test.apply(forecasts(1000, 1, 1, random)).reject(0.05) ? 1 : 0;
        }
        // 5 % of 300 has a standard deviation of 3.8.
        assertThat(rejected).isBetween(4, 27);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void aShortfallTooSmallIsFound(String name, Function<TailForecasts, TestResult> test) {
        TailForecasts low = forecasts(8000, 1, 0.77, new SplittableRandom(12));
        assertThat(test.apply(low).pValue()).isLessThan(0.02);
        TailForecasts high = forecasts(8000, 1.2, 1.5, new SplittableRandom(12));
        assertThat(test.apply(high).pValue()).as("one-sided").isGreaterThan(0.5);
    }

    @Test
    void secondStatisticByHand() {
        // One hit of 3 with ES 2 in 20 days at 95 %: 1 - 3 / (20 * 0.05 * 2).
        double[] realised = new double[20];
        realised[7] = -3;
        double[] risk = new double[20];
        double[] shortfall = new double[20];
        Arrays.fill(risk, 1);
        Arrays.fill(shortfall, 2);
        TailForecasts forecasts = new TailForecasts(new ConfidenceLevel(0.95), realised, risk, shortfall);
        assertThat(AcerbiSzekelyTest.ofSizesAndHits().test(forecasts).statistic())
                .isCloseTo(-0.5, within(1e-12));
        assertThat(AcerbiSzekelyTest.ofSizes().test(forecasts).statistic()).isCloseTo(-0.5, within(1e-12));
        assertThat(McNeilFreyTest.withDefaults().test(forecasts).pValue()).isEqualTo(1);
    }

    @Test
    void theRankTestSeesTooThinATail() {
        double[] draws = new SplittableRandom(13)
                .doubles(500)
                .map(T5::inverseCumulativeProbability)
                .toArray();
        double[] right = Arrays.stream(draws).map(T5::cumulativeProbability).toArray();
        GaussianReturn thin = new GaussianReturn(0, 1);
        double[] wrong = Arrays.stream(draws).map(thin::cdf).toArray();
        RankShortfallTest test = RankShortfallTest.withDefaults().withDraws(199, 1);
        RankShortfallTest.Result kept = test.test(right, (day, p) -> T5.inverseCumulativeProbability(p));
        RankShortfallTest.Result found = test.test(wrong, (day, p) -> thin.quantile(p));
        assertThat(kept.worst()).isEqualTo(12);
        assertThat(kept.pValue()).isGreaterThan(0.05);
        assertThat(found.statistic()).isLessThan(-0.3);
        assertThat(found.pValue()).isLessThan(0.01);
    }

    @Test
    void theRankTestKeepsItsSize() {
        GaussianReturn law = new GaussianReturn(0, 1);
        SplittableRandom random = new SplittableRandom(14);
        int rejected = 0;
        for (int i = 0; i < 100; i++) {
            double[] pits = random.doubles(80).toArray();
            rejected += RankShortfallTest.withDefaults()
                            .withDraws(59, 1)
                            .test(pits, (day, p) -> law.quantile(p))
                            .reject(0.05)
                    ? 1
                    : 0;
        }
        assertThat(rejected).isBetween(0, 13);
    }

    @Test
    void theParetoTailHasTheShortfallAsItsMean() {
        TailForecasts one = new TailForecasts(P975, new double[] {0}, new double[] {2}, new double[] {3});
        TailQuantiles tail = TailQuantiles.generalisedPareto(one, 0.15);
        double mean = 0;
        for (int i = 0; i < 100_000; i++) {
            mean -= tail.at(0, 0.025 * (i + 0.5) / 100_000) / 100_000;
        }
        assertThat(mean).isCloseTo(3, within(1e-3));
        assertThat(tail.at(0, 0.025)).isCloseTo(-2, within(1e-12));
    }

    @Test
    void rightForecastsSeldomMakeTheSupervisorRich() {
        SplittableRandom random = new SplittableRandom(15);
        int alarms = 0;
        for (int i = 0; i < 300; i++) {
            TailForecasts right = forecasts(500, 1, 1, random);
            alarms += EBacktest.ofExpectedShortfall().test(right).reject(0.1) ? 1 : 0;
        }
        // Ville: at most 30 in expectation, whatever day one stops.
        assertThat(alarms).isLessThan(40);
    }

    @Test
    void lowForecastsMakeTheSupervisorRich() {
        TailForecasts low = forecasts(1500, 0.75, 0.75, new SplittableRandom(16));
        EBacktest.Result shortfall = EBacktest.ofExpectedShortfall().test(low);
        EBacktest.Result risk = EBacktest.ofValueAtRisk().test(low);
        assertThat(shortfall.highestLogEValue()).isGreaterThan(Math.log(100));
        assertThat(risk.highestLogEValue()).isGreaterThan(Math.log(20));
        assertThat(shortfall.logWealth()[1499]).isEqualTo(shortfall.logEValue());
    }

    /** One stake of b on n days without a hit leaves (1 - b)^n: the first bet is nothing, for nothing is known. */
    @Test
    void withoutAHitNothingIsStaked() {
        TailForecasts calm = new TailForecasts(P975, new double[100], new double[100], new double[100]);
        assertThat(EBacktest.ofExpectedShortfall().test(calm).logEValue()).isZero();
    }

    @Test
    void aShortfallInsideTheValueAtRiskIsRefused() {
        double[] one = {1};
        double[] two = {2};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TailForecasts(P975, one, two, one))
                .withMessageContaining("day 0")
                .withMessageContaining("VaR 2.0");
    }

    @Test
    void theSetOfBestModelsKeepsTheBestAndDropsTheWorst() {
        SplittableRandom random = new SplittableRandom(17);
        int kept = 0;
        int dropped = 0;
        for (int i = 0; i < 100; i++) {
            double[][] losses = new double[4][400];
            for (int day = 0; day < 400; day++) {
                double common = random.nextDouble();
                for (int model = 0; model < 4; model++) {
                    losses[model][day] = common + random.nextDouble() + (model == 3 ? 0.15 : 0);
                }
            }
            ModelConfidenceSet.Result set =
                    ModelConfidenceSet.withDefaults().withDraws(199, i).test(losses);
            kept += set.contains(0, 0.1) ? 1 : 0;
            dropped += set.contains(3, 0.1) ? 0 : 1;
        }
        assertThat(kept).isGreaterThan(90);
        assertThat(dropped).isGreaterThan(95);
    }

    @Test
    void equalModelsAreAllBest() {
        double[][] losses = new double[3][50];
        ModelConfidenceSet.Result set = ModelConfidenceSet.withDefaults().test(losses);
        assertThat(set.size(0.1)).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelConfidenceSet.withDefaults().test(new double[][] {{1, 2}, {1}}));
    }
}
