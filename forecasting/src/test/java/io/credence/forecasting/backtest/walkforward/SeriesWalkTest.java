package io.credence.forecasting.backtest.walkforward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credence.forecasting.dataset.BadDataException;
import io.credence.forecasting.dataset.Repairs;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.model.UnivariateCatalogue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesWalkTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final WalkPlan PLAN = WalkPlan.of(ConfidenceLevel.STANDARD, List.of(1, 5), 21, 1);

    /** A GARCH's returns. */
    private static double[] returns(int count) {
        SplittableRandom random = new SplittableRandom(1);
        double[] returns = new double[count];
        double variance = 1;
        for (int t = 0; t < count; t++) {
            returns[t] = Math.sqrt(variance) * NORMAL.inverseCumulativeProbability(random.nextDouble());
            variance = 0.05 + 0.1 * returns[t] * returns[t] + 0.85 * variance;
        }
        return returns;
    }

    private static ReturnSeries series(double[] returns) {
        List<Instant> times = IntStream.range(0, returns.length)
                .mapToObj(day -> Instant.EPOCH.plusSeconds(86_400L * day))
                .toList();
        return new ReturnSeries("X", times, returns, new double[0], new Repairs(0, 0, 0, 0, 0, 0, 0));
    }

    private static List<ForecastPath> walk(String model, double[] returns, int from) {
        return SeriesWalk.run(UnivariateCatalogue.named(model), series(returns), from, PLAN, () -> 0);
    }

    @Test
    void everyScoredDayHasOneForecastPerHorizon() {
        List<ForecastPath> paths = walk("garch-n", returns(400), 300);
        assertThat(paths)
                .extracting(ForecastPath::model)
                .containsExactly("garch-n", "garch-n+cal", "garch-n", "garch-n+cal");
        assertThat(paths).extracting(path -> path.rows().size()).containsExactly(100, 100, 96, 96);
        assertThat(paths.getFirst().rows().getFirst().target()).isEqualTo(300);
        assertThat(paths.getLast().rows().getFirst().target()).isEqualTo(304);
    }

    @Test
    void theReturnOfFiveDaysIsTheirSum() {
        double[] returns = returns(400);
        ForecastRow row = walk("hs", returns, 300).get(2).rows().get(10);
        double sum = Arrays.stream(returns, row.target() - 4, row.target() + 1).sum();
        assertThat((float) row.realised()).isEqualTo((float) sum);
    }

    /** Forecasts up to a day do not change with what comes after it, calibrated ones among them. */
    @Test
    void theFutureDoesNotMatter() {
        double[] returns = returns(400);
        double[] other = returns.clone();
        for (int t = 350; t < 400; t++) {
            other[t] = -10 * other[t];
        }
        List<ForecastPath> before = walk("gjr-t-fhs", returns, 300);
        List<ForecastPath> after = walk("gjr-t-fhs", other, 300);
        for (int i = 0; i < before.size(); i++) {
            int horizon = before.get(i).horizon();
            for (int k = 0; k < before.get(i).rows().size(); k++) {
                ForecastRow one = before.get(i).rows().get(k);
                ForecastRow two = after.get(i).rows().get(k);
                if (one.target() - horizon < 350) {
                    assertThat(two.valueAtRisk()).isEqualTo(one.valueAtRisk());
                    assertThat(two.expectedShortfall()).isEqualTo(one.expectedShortfall());
                    assertThat(two.sd()).isEqualTo(one.sd());
                }
            }
        }
    }

    @Test
    void levelsAreInOrderAndShortfallIsNeverInsideValueAtRisk() {
        for (String model : List.of("hs250", "gjr-skewt", "garch-n-evt")) {
            WalkPlan plan = WalkPlan.of(ConfidenceLevel.STANDARD, List.of(1), 21, 1);
            var definition = UnivariateCatalogue.named(model);
            for (ForecastPath path : SeriesWalk.run(definition, series(returns(500)), 300, plan, () -> 0)) {
                for (ForecastRow row : path.rows()) {
                    assertThat(row.valueAtRisk()).isSorted();
                    assertThat(row.expectedShortfall()).isSorted();
                    for (int i = 0; i < 3; i++) {
                        assertThat(row.expectedShortfall()[i]).isGreaterThanOrEqualTo(row.valueAtRisk()[i]);
                    }
                }
            }
        }
    }

    @Test
    void anEmbargoAndAWindowChangeFitsAndNothingElse() {
        ReturnSeries series = series(returns(500));
        var model = UnivariateCatalogue.named("garch-n");
        WalkPlan all = WalkPlan.of(ConfidenceLevel.STANDARD, List.of(1), 21, 1);
        WalkPlan plan = all.withWindow(200).withEmbargo(5);
        List<ForecastPath> paths = SeriesWalk.run(model, series, 300, plan, () -> 0);
        List<ForecastPath> plain = SeriesWalk.run(model, series, 300, all, () -> 0);
        assertThat(paths.getFirst().rows()).hasSameSizeAs(plain.getFirst().rows());
        assertThat(paths.getFirst().rows().get(50).sd())
                .isNotEqualTo(plain.getFirst().rows().get(50).sd())
                .isBetween(
                        0.5 * plain.getFirst().rows().get(50).sd(),
                        2 * plain.getFirst().rows().get(50).sd());
    }

    @Test
    void aKeptWalkIsReadBackEqual(@TempDir Path folder) {
        ReturnSeries series = series(returns(400));
        List<ForecastPath> paths = walk("caviar-sav", returns(400), 330);
        // A quantile regression of one day has no forecast of five.
        assertThat(paths).extracting(ForecastPath::horizon).containsExactly(1, 1);
        ForecastStore store = ForecastStore.in(folder);
        String print = ForecastStore.fingerprint(series, "caviar-sav", 330, PLAN);
        store.write(series, "caviar-sav", print, paths);
        List<ForecastPath> read =
                store.read(series, "caviar-sav", print, PLAN.levels()).orElseThrow();
        assertThat(read).hasSameSizeAs(paths);
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType((one, two) -> Double.compare(one, two) == 0, Double.class)
                .isEqualTo(paths);
        assertThat(store.read(series, "caviar-sav", "another", PLAN.levels())).isEmpty();
    }

    @Test
    void tooShortASeriesIsRefusedWithItsFigures() {
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> walk("garch-n", returns(120), 60))
                .withMessageContaining("120 returns")
                .withMessageContaining("60 of them")
                .withMessageContaining("--from");
    }

    @Test
    void startRules() {
        ReturnSeries series = series(returns(11));
        assertThat(StartRule.parse("half").row(series)).isEqualTo(5);
        assertThat(StartRule.parse("7").row(series)).isEqualTo(7);
        assertThat(StartRule.parse("1970-01-04").row(series)).isEqualTo(3);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> StartRule.parse("helf"))
                .withMessageContaining("helf");
    }
}
