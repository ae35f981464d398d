package io.credence.forecasting.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.GaussianReturn;
import io.credence.forecasting.scoring.FisslerZiegel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CalibrationTest {

    private static final ConfidenceLevel P975 = new ConfidenceLevel(0.975);
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    @Test
    void theLastBinIsClosed() {
        PitHistogram histogram = PitHistogram.of(new double[] {0, 0.1, 0.999, 1}, 10);
        assertThat(histogram.counts()).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> PitHistogram.of(new double[] {1.01}, 10));
    }

    @Test
    void bandsOfTheHistogramAreBinomial() {
        Band band = new PitHistogram(new long[] {50, 50}).band(0.95);
        // Binomial(100, 1/2): the 2.5 % and 97.5 % quantiles are 40 and 60.
        assertThat(band).isEqualTo(new Band(40, 60));
    }

    /** PITs of 0.25 and 0.75: shares 0, 1/2, 1 at 0.2, 0.5, 0.8 and so on by hand at the quarters. */
    @Test
    void reliabilityByHand() {
        Reliability reliability = Reliability.of(new double[] {0.25, 0.75, 0.1, 1}, 3);
        assertThat(reliability.probabilities()).containsExactly(0.25, 0.5, 0.75);
        assertThat(reliability.shares()).containsExactly(0.5, 0.5, 0.75);
        assertThat(reliability.expectedCalibrationError()).isCloseTo(0.25 / 3, within(1e-12));
        assertThat(reliability.band(1, 0.95).contains(0.5)).isTrue();
    }

    @Test
    void theErrorOfCalibratedForecastsIsChance() {
        double[] pits = new SplittableRandom(1).doubles(2000).toArray();
        Reliability right = Reliability.of(pits, 99);
        double chance = right.errorByChance(0.95, 200, 2);
        assertThat(right.expectedCalibrationError()).isLessThan(chance);
        assertThat(chance).isBetween(0.5 / Math.sqrt(2000), 1.2 / Math.sqrt(2000));
        double[] narrow = Arrays.stream(pits)
                .map(u -> NORMAL.cumulativeProbability(1.3 * NORMAL.inverseCumulativeProbability(u)))
                .toArray();
        assertThat(Reliability.of(narrow, 99).expectedCalibrationError()).isGreaterThan(chance);
    }

    @Test
    void rollingScoresEqualASortedWindow() {
        RollingScores scores = new RollingScores(17);
        SplittableRandom random = new SplittableRandom(3);
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            double score = random.nextInt(12);
            scores.add(score);
            all.add(score);
            List<Double> window = all.subList(Math.max(0, all.size() - 17), all.size()).stream()
                    .sorted()
                    .toList();
            for (int k = 1; k <= window.size(); k++) {
                assertThat(scores.orderStatistic(k)).isEqualTo(window.get(k - 1));
            }
        }
    }

    @Test
    void theConformalRankIsTheCeiling() {
        RollingScores scores = new RollingScores(39);
        for (int i = 1; i <= 39; i++) {
            scores.add(i);
        }
        // ceil(40 * 0.975) = 39, and no rounding makes it 40.
        assertThat(scores.conformal(0.975)).isEqualTo(39);
        assertThat(scores.conformal(0.9)).isEqualTo(36);
    }

    static Stream<Arguments> layers() {
        return Stream.of(
                Arguments.of("rolling", layer(level -> RollingOrderStatistic.of(level, 500))),
                Arguments.of("adaptive", layer(level -> AdaptiveConformal.of(level, 500, 0.01))),
                Arguments.of("joint", layer(level -> JointTailLayer.of(level, 1000))));
    }

    private static Function<ConfidenceLevel, TailLayer> layer(Function<ConfidenceLevel, TailLayer> maker) {
        return maker;
    }

    private record Run(double hitRate, double score, boolean ordered) {}

    /** Gaussian forecasts of t(4) losses whose scale moves, forecast too low by a factor. */
    private static Run run(TailLayer layer, double factor, int days, long seed) {
        TDistribution law = TDistribution.of(4);
        SplittableRandom random = new SplittableRandom(seed);
        double hits = 0;
        double score = 0;
        boolean ordered = true;
        int counted = 0;
        for (int day = 0; day < days; day++) {
            double scale = Math.exp(Math.sin(day / 60.0));
            double loss = scale * law.inverseCumulativeProbability(random.nextDouble()) / Math.sqrt(2);
            GaussianReturn model = new GaussianReturn(0, factor * scale);
            Tail forecast = new Tail(model.valueAtRisk(P975), model.expectedShortfall(P975));
            Tail calibrated = layer.calibrate(forecast);
            ordered &= calibrated.expectedShortfall() >= calibrated.valueAtRisk();
            if (day >= 500) {
                counted++;
                hits += loss > calibrated.valueAtRisk() ? 1 : 0;
                score += FisslerZiegel.score(P975, calibrated.valueAtRisk(), calibrated.expectedShortfall(), -loss);
            }
            layer.observe(forecast, loss);
        }
        return new Run(hits / counted, score / counted, ordered);
    }

    private static final class Identity implements TailLayer {
        @Override
        public Tail calibrate(Tail forecast) {
            return forecast;
        }

        @Override
        public void observe(Tail forecast, double loss) {
            // Learns nothing.
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void forecastsTooLowAreRaised(String name, Function<ConfidenceLevel, TailLayer> maker) {
        Run raw = run(new Identity(), 0.7, 6000, 4);
        Run calibrated = run(maker.apply(P975), 0.7, 6000, 4);
        assertThat(raw.hitRate()).isGreaterThan(0.05);
        assertThat(calibrated.hitRate()).isBetween(0.02, 0.034);
        assertThat(calibrated.score()).isLessThan(raw.score() - 0.05);
        assertThat(calibrated.ordered()).isTrue();
    }

    @Test
    void theJointLayerCostsLittleWhereForecastsAreRight() {
        double quantile = 1;
        TDistribution law = TDistribution.of(4);
        quantile = law.inverseCumulativeProbability(0.975);
        double shortfall = law.density(quantile) * (4 + quantile * quantile) / 3 / 0.025;
        SplittableRandom random = new SplittableRandom(5);
        TailLayer layer = JointTailLayer.of(P975, 1000);
        Tail truth = new Tail(quantile, shortfall);
        double cost = 0;
        for (int day = 0; day < 8000; day++) {
            double loss = law.inverseCumulativeProbability(random.nextDouble());
            Tail calibrated = layer.calibrate(truth);
            cost += FisslerZiegel.score(P975, calibrated.valueAtRisk(), calibrated.expectedShortfall(), -loss)
                    - FisslerZiegel.score(P975, quantile, shortfall, -loss);
            layer.observe(truth, loss);
        }
        assertThat(cost / 8000).isLessThan(0.01);
    }

    /** Gibbs and Candes, proposition 4.1: the bound holds on any sequence, here one that turns ten times as wild half way. */
    @Test
    void adaptiveCoverageHoldsOnAnySequence() {
        AdaptiveConformal layer = AdaptiveConformal.of(P975, 250, 0.02);
        SplittableRandom random = new SplittableRandom(6);
        int days = 4000;
        int hits = 0;
        Tail forecast = new Tail(2, 2.4);
        for (int day = 0; day < days; day++) {
            double loss = (day < days / 2 ? 1 : 10) * NORMAL.inverseCumulativeProbability(random.nextDouble());
            hits += loss > layer.calibrate(forecast).valueAtRisk() ? 1 : 0;
            layer.observe(forecast, loss);
        }
        assertThat((double) hits / days).isCloseTo(0.025, within(1.02 / (0.02 * days) + 40.0 / days));
    }

    @Test
    void temperatureOfTooNarrowForecastsIsFound() {
        List<TemperatureScaling.Known> days = days(2000, 0.7, 7);
        TemperatureScaling scaling = TemperatureScaling.fit(days);
        assertThat(scaling.factor()).isCloseTo(1 / 0.7, within(0.05));
        List<TemperatureScaling.Known> test = days(2000, 0.7, 8);
        double[] before = test.stream()
                .mapToDouble(day -> TemperatureScaling.NONE.pit(day, 0.5))
                .toArray();
        double[] after = test.stream().mapToDouble(day -> scaling.pit(day, 0.5)).toArray();
        assertThat(mean(test, scaling)).isGreaterThan(mean(test, TemperatureScaling.NONE) + 0.05);
        assertThat(Reliability.of(after, 99).expectedCalibrationError())
                .isLessThan(0.4 * Reliability.of(before, 99).expectedCalibrationError());
    }

    private static double mean(List<TemperatureScaling.Known> days, TemperatureScaling scaling) {
        return days.stream().mapToDouble(scaling::logScore).average().orElseThrow();
    }

    private static List<TemperatureScaling.Known> days(int count, double factor, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TemperatureScaling.Known> days = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double scale = Math.exp(Math.sin(i / 60.0));
            double realised = 0.3 + scale * NORMAL.inverseCumulativeProbability(random.nextDouble());
            days.add(TemperatureScaling.Known.of(new GaussianReturn(0.3, factor * scale), realised));
        }
        return days;
    }

    @Test
    void scaledScoresAreThoseOfTheScaledForecast() {
        GaussianReturn forecast = new GaussianReturn(0.2, 1.5);
        TemperatureScaling.Known day = TemperatureScaling.Known.of(forecast, -1.1);
        TemperatureScaling scaling = new TemperatureScaling(2);
        GaussianReturn wide = new GaussianReturn(0.2, 3);
        assertThat(scaling.logScore(day)).isCloseTo(wide.logScore(-1.1), within(1e-12));
        assertThat(scaling.crps(day)).isCloseTo(wide.crps(-1.1), within(1e-12));
        assertThat(scaling.pit(day, 0.5)).isCloseTo(wide.cdf(-1.1), within(1e-12));
        assertThat(scaling.quantile(forecast, 0.2, 0.1)).isCloseTo(wide.quantile(0.1), within(1e-12));
    }

    /** Forecasts of t(12) with half the scale, where outcomes are t(4): both are found, and help on days not seen. */
    @Test
    void scaleAndDegreesOfFreedomAreFoundTogether() {
        List<StudentTemperature.Known> validation = students(4000, 9);
        StudentTemperature found = StudentTemperature.fit(validation);
        assertThat(found.factor()).isCloseTo(2, within(0.12));
        assertThat(found.freedom(12)).isCloseTo(4, within(0.7));
        List<StudentTemperature.Known> test = students(4000, 10);
        StudentTemperature none = new StudentTemperature(1, 1);
        assertThat(found.logLikelihood(validation)).isGreaterThan(none.logLikelihood(validation));
        double before = Reliability.of(test.stream().mapToDouble(none::pit).toArray(), 99)
                .expectedCalibrationError();
        double after = Reliability.of(test.stream().mapToDouble(found::pit).toArray(), 99)
                .expectedCalibrationError();
        assertThat(after).isLessThan(0.3 * before);
    }

    private static List<StudentTemperature.Known> students(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TDistribution law = TDistribution.of(4);
        return Stream.generate(() -> new StudentTemperature.Known(
                        2 * law.inverseCumulativeProbability(random.nextDouble()), 0.5, 12))
                .limit(count)
                .toList();
    }
}
