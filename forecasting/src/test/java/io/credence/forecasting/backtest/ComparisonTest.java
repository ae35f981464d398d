package io.credence.forecasting.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.GaussianReturn;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.SimulatedBars;
import io.credence.forecasting.series.TrainingData;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final List<Integer> HORIZONS = List.of(1, 5);
    private static final BarSeries SERIES = SimulatedBars.walk("A", 1500, 1);

    @Test
    void aModelDoesNotBeatItself() {
        FittedModel model = ewma("2026-01-05T02:00:00Z");
        Comparison.Result result = Comparison.of(model, model, List.of(SERIES, SimulatedBars.walk("B", 900, 2)));
        assertThat(result.promote()).isFalse();
        assertThat(result.relativeDifference()).isZero();
        assertThat(result.championCrps()).isEqualTo(result.challengerCrps()).isPositive();
        assertThat(result.scoredFrom()).isEqualTo("2026-01-05T02:00:00Z");
        // Minute 120's close is the first origin; the last one whose 1-bar return is known is the last but one.
        assertThat(result.origins()).isEqualTo(1500 - 120);
        assertThat(result.reason()).contains("kept");
    }

    @Test
    void neitherIsScoredOnWhatTheOtherLearntFrom() {
        FittedModel early = ewma("2026-01-05T02:00:00Z");
        FittedModel late = ewma("2026-01-05T20:00:00Z");
        assertThat(Comparison.of(early, late, List.of(SERIES)).scoredFrom()).isEqualTo("2026-01-05T20:00:00Z");
        assertThat(Comparison.of(late, early, List.of(SERIES)).scoredFrom()).isEqualTo("2026-01-05T20:00:00Z");
        Instant later = Instant.parse("2026-01-05T22:00:00Z");
        assertThat(Comparison.of(early, late, List.of(SERIES), later).scoredFrom())
                .isEqualTo(later);
        assertThat(Comparison.of(early, late, List.of(SERIES), Instant.EPOCH).scoredFrom())
                .isEqualTo("2026-01-05T20:00:00Z");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(early, ewma("2027-01-01T00:00:00Z"), List.of(SERIES)))
                .withMessageContaining("2027-01-01");
    }

    @Test
    void theWalkFindsABetterForecastAndScoresBothOnTheSameOrigins() {
        try (Predictor wide = new Constant(0.5);
                Predictor narrow = new Constant(0.05);
                Predictor fair = EwmaModel.reference(HORIZONS)) {
            BacktestResult.HorizonResult toWide =
                    Backtest.of(wide, fair).run(List.of(SERIES), Instant.EPOCH).at(1);
            BacktestResult.HorizonResult toNarrow = Backtest.of(narrow, fair)
                    .run(List.of(SERIES), Instant.EPOCH)
                    .at(1);
            assertThat(toWide.referenceCrps()).isEqualTo(toNarrow.referenceCrps());
            assertThat(toWide.count()).isEqualTo(1500 - 1 - 30);
            assertThat(toWide.coverage(0.95)).isGreaterThan(0.99);
            assertThat(toNarrow.coverage(0.99)).isLessThan(toWide.coverage(0.99));
            assertThat(toWide.pitMid()).isGreaterThan(0.2);
            assertThat(toWide.pits().stream().mapToLong(Long::longValue).sum()).isEqualTo(toWide.count());
        }
    }

    @Test
    void aBacktestOfTheReferenceAgainstItselfIsEven() {
        try (Predictor one = EwmaModel.reference(HORIZONS);
                Predictor other = EwmaModel.reference(HORIZONS)) {
            BacktestResult result = Backtest.of(one, other).run(List.of(SERIES), Instant.EPOCH);
            assertThat(result.horizons())
                    .allSatisfy(each -> assertThat(each.crps()).isCloseTo(each.referenceCrps(), within(1e-12)));
        }
    }

    /** The accused need not be beaten beyond chance, but beaten, by one that raises no alarm itself, on enough origins. */
    @Test
    void anAccusedChampionIsRelievedByABetterMeanAndACleanRecord() {
        assertThat(result(200, -0.001, 99).relieves()).isTrue();
        assertThat(result(200, 0, 1).relieves()).isFalse();
        assertThat(result(200, -0.5, 100).relieves()).isFalse();
        assertThat(result(199, -0.5, 1).relieves()).isFalse();
    }

    private static Comparison.Result result(int origins, double difference, double evidence) {
        return new Comparison.Result(origins, Instant.EPOCH, 1, 1, difference, 1, 0.5, 500, evidence, false, "");
    }

    private static FittedModel ewma(String trainedUntil) {
        TrainingData data = new TrainingData(BarSpec.parse("1m"), HORIZONS, List.of(SERIES));
        FittedModel fitted = ModelCatalogue.named("ewma").fit(data, new FitOptions(1, 1), ProgressListener.SILENT);
        TreeMap<String, String> provenance = new TreeMap<>(fitted.provenance());
        provenance.put(FittedModel.TRAINED_UNTIL, trainedUntil);
        return new FittedModel(fitted.model(), fitted.files(), provenance);
    }

    /** Forecasts the same Gaussian always. */
    private record Constant(double deviation) implements Predictor {

        @Override
        public String version() {
            return "constant";
        }

        @Override
        public List<Integer> horizons() {
            return HORIZONS;
        }

        @Override
        public int warmUpBars() {
            return 1;
        }

        @Override
        public String runtime() {
            return "jvm";
        }

        @Override
        public byte[] initialState(Instrument instrument) {
            return new byte[0];
        }

        @Override
        public List<Prediction> update(List<Step> steps) {
            List<ForecastDistribution> forecasts =
                    List.of(new GaussianReturn(0, deviation), new GaussianReturn(0, 2 * deviation));
            return steps.stream()
                    .map(step -> new Prediction(step.state(), forecasts))
                    .toList();
        }

        @Override
        public ForecastDistribution decode(byte[] bytes) {
            return GaussianReturn.decode(bytes);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
