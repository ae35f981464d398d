package io.credence.forecasting.model.bayesian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.LogReturn;
import io.credence.forecasting.series.SimulatedBars;
import io.credence.forecasting.series.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BayesianModelTest extends BayesianContract {

    private static FittedModel fitted;

    @BeforeAll
    static void fit() {
        fitted = fit(DATA, 1);
    }

    @Override
    protected FittedModel fitted() {
        return fitted;
    }

    @Test
    void isTheDefaultOfTheCatalogue() {
        assertThat(ModelCatalogue.names().getFirst()).isEqualTo(model().name());
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
        FittedModel again = fit(DATA, 1);
        assertThat(again.version()).isEqualTo(fitted.version());
        assertThat(again.files().keySet()).isEqualTo(fitted.files().keySet());
        again.files()
                .forEach((name, bytes) ->
                        assertThat(bytes).as(name).isEqualTo(fitted.files().get(name)));
        assertThat(again.provenance()).isEqualTo(fitted.provenance());
        assertThat(fit(DATA, 2).version()).isNotEqualTo(fitted.version());
    }

    /** On the same backbone: forecasts are near those of the trained head, but not the same; any catalogue entry loads it. */
    @Test
    void theHeadHasWhatPosteriorIsAskedFor() {
        FittedModel laplace =
                new BayesianModel().withPosterior("laplace").fit(DATA, new FitOptions(1, 20), ProgressListener.SILENT);
        assertThat(laplace.model()).isEqualTo("bayesian");
        assertThat(laplace.provenance()).containsEntry("posterior", "laplace");
        assertThat(fitted.provenance()).containsEntry("posterior", "bbb");
        double other = valueAtRisk(laplace);
        double trained = valueAtRisk(fitted);
        assertThat(other / trained).isBetween(0.7, 1.4).isNotEqualTo(1);
    }

    /** Yesterday's bars are in yesterday's posterior: but for the state's warm-up, an update never looks at them again. */
    @Test
    void anUpdateLearnsFromNewRowsAlone() {
        BarSeries all = SimulatedBars.walk("A", 1600, 3);
        BarSeries first = new BarSeries(all.instrument(), all.bars().subList(0, 1200));
        BarSeries last = new BarSeries(all.instrument(), all.bars().subList(100, 1600));
        FittedModel yesterday = model().fit(
                        new TrainingData(DATA.spec(), HORIZONS, List.of(first)),
                        new FitOptions(1, 20),
                        ProgressListener.SILENT);
        FitOptions goOn = new FitOptions(1, 20).goingOnFrom(yesterday);

        FittedModel today = model().fit(new TrainingData(DATA.spec(), HORIZONS, List.of(all)), goOn, (done, total) -> {
            throw new AssertionError("no steps of training");
        });
        FittedModel later =
                model().fit(new TrainingData(DATA.spec(), HORIZONS, List.of(last)), goOn, ProgressListener.SILENT);

        assertThat(today.files().get("network.bin")).isEqualTo(later.files().get("network.bin"));
        assertThat(today.files().get("network.bin"))
                .isNotEqualTo(yesterday.files().get("network.bin"));
        assertThat(today.files().get("inputs.bin")).isEqualTo(yesterday.files().get("inputs.bin"));
        assertThat(today.trainedUntil()).isEqualTo(all.bars().getLast().end());
        assertThat(today.provenance()).containsEntry("yesterday", yesterday.version());
        assertThat(valueAtRisk(today) / valueAtRisk(yesterday))
                .isBetween(0.7, 1.4)
                .isNotEqualTo(1);
    }

    @Test
    void whatCannotBeUpdatedIsFittedFromNothing() {
        FitOptions plain = new FitOptions(1, 20);
        FittedModel other = new BayesianModel().withPosterior("laplace").fit(DATA, plain, ProgressListener.SILENT);
        for (FittedModel yesterday : List.of(fitted, other)) {
            FittedModel again = model().fit(DATA, plain.goingOnFrom(yesterday), ProgressListener.SILENT);
            assertThat(again.provenance()).doesNotContainKey("yesterday");
        }
    }

    private double valueAtRisk(FittedModel from) {
        BarSeries series = SimulatedBars.walk("V", 200, 3);
        try (Predictor predictor = model().load(from)) {
            byte[] state = predictor.initialState(series.instrument());
            double sum = 0;
            for (Bar bar : series.bars()) {
                Predictor.Prediction prediction = predictor
                        .update(List.of(new Predictor.Step(series.instrument(), bar, state)))
                        .getFirst();
                state = prediction.state();
                if (!prediction.forecasts().isEmpty()) {
                    sum += prediction.forecasts().getFirst().valueAtRisk(new ConfidenceLevel(0.95));
                }
            }
            return sum;
        }
    }

    @Test
    void provenanceSaysWhatItLearntFrom() {
        assertThat(fitted.trainedUntil()).isEqualTo(SimulatedBars.BEGIN.plusSeconds(700 * 60));
        assertThat(fitted.provenance())
                .containsEntry("seed", "1")
                .containsEntry("steps", "20")
                .containsEntry("bar_spec", "1m")
                .containsEntry("bars", "1400")
                .containsKeys("data_sha256", "device", "engine", "cpu_capability", "trained_from");
        FittedModel other = fit(data(HORIZONS, 701), 1);
        assertThat(other.provenance().get("data_sha256"))
                .isNotEqualTo(fitted.provenance().get("data_sha256"));
    }

    @Test
    void progressIsTold() {
        List<Long> done = new ArrayList<>();
        model().fit(DATA, new FitOptions(1, 3), (step, total) -> {
            assertThat(total).isEqualTo(3);
            done.add(step);
        });
        assertThat(done).containsExactly(1L, 2L, 3L);
    }

    @Test
    void tooLittleHistoryIsRefusedWithTheFigures() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(data(HORIZONS, 200), 1))
                .withMessageContaining("280 bars")
                .withMessageContaining("at least 500");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(data(List.of(1, 300), 700), 1))
                .withMessageContaining("301");
    }

    @Test
    void oddHistoriesAreFitted() {
        List<Bar> flat = IntStream.range(0, 700)
                .mapToObj(i -> SimulatedBars.empty("F", i, 50))
                .toList();
        List<Bar> jumping = IntStream.range(0, 700)
                .mapToObj(i -> SimulatedBars.empty("J", i, i % 100 == 99 ? 1e7 : 0.01 * (1 + i % 3)))
                .toList();
        List<BarSeries> odd = List.of(
                new BarSeries(SimulatedBars.instrument("F"), flat),
                new BarSeries(SimulatedBars.instrument("J"), jumping),
                SimulatedBars.walk("S", 80, 9),
                SimulatedBars.walk("T", 3, 9));
        for (BarSeries each : odd.subList(0, 2)) {
            assertForecasts(new TrainingData(BarSpec.parse("1m"), List.of(1), List.of(each)));
        }
        assertForecasts(new TrainingData(BarSpec.parse("1m"), HORIZONS, odd));
    }

    private void assertForecasts(TrainingData data) {
        try (Predictor predictor = model().load(fit(data, 1))) {
            walk(predictor, SimulatedBars.walk("A", 80, 3))
                    .getLast()
                    .forecasts()
                    .forEach(forecast -> {
                        assertThat(forecast.valueAtRisk(new ConfidenceLevel(0.99)))
                                .isFinite()
                                .isPositive();
                        assertThat(forecast.variance()).isFinite().isPositive();
                    });
        }
    }

    /** The law of the network is symmetric; the bars' is not: after a fall the next bar falls no less, and three times as far as it rises. */
    @Test
    void aModelFittedAfterAChangeHasTheSkewThatItsNetworkCannotHave() {
        SplittableRandom random = new SplittableRandom(8);
        List<Bar> bars = new ArrayList<>();
        double log = 0;
        for (int i = 0; i < 1600; i++) {
            double change = 0.001 * random.nextGaussian();
            log += change < 0 ? 3 * change : change;
            bars.add(SimulatedBars.empty("K", i, 1000 * Math.exp(log)));
        }
        BarSeries learnt = new BarSeries(SimulatedBars.instrument("K"), bars.subList(0, 1000));
        TrainingData data = new TrainingData(BarSpec.parse("1m"), List.of(1), List.of(learnt));
        FitOptions plain = new FitOptions(1, 20);
        FittedModel shaped =
                model().fit(data, plain.changedAt(learnt.bars().get(300).end()), ProgressListener.SILENT);
        assertThat(shaped.provenance()).containsKey("shape_since");
        double without = upperTail(model().fit(data, plain, ProgressListener.SILENT), bars);
        assertThat(without).isLessThan(0.02);
        assertThat(upperTail(shaped, bars)).isBetween(0.025, 0.08);
    }

    /** The share of the last 600 returns over the forecast's 95 % quantile. */
    private double upperTail(FittedModel fitted, List<Bar> bars) {
        try (Predictor predictor = model().load(fitted)) {
            List<Predictor.Prediction> made = walk(predictor, new BarSeries(SimulatedBars.instrument("K"), bars));
            long over = IntStream.range(1000, 1599)
                    .filter(t -> {
                        ForecastDistribution forecast = made.get(t).forecasts().getFirst();
                        assertThat(predictor.decode(forecast.encode())).isEqualTo(forecast);
                        double realised = LogReturn.percent(
                                bars.get(t).close(), bars.get(t + 1).close());
                        return forecast.cdf(realised) > 0.95;
                    })
                    .count();
            return over / 599.0;
        }
    }

    @Test
    void damagedFilesAreRefused() {
        for (String name : fitted.files().keySet()) {
            TreeMap<String, byte[]> files = new TreeMap<>(fitted.files());
            files.put(name, new byte[] {1, 2, 3});
            FittedModel damaged = new FittedModel("bayesian", files, fitted.provenance());
            assertThatThrownBy(() -> model().load(damaged)).as(name).isInstanceOf(CorruptModelException.class);
        }
    }

    private static FittedModel fit(TrainingData data, long seed) {
        return new BayesianModel().fit(data, new FitOptions(seed, 20), ProgressListener.SILENT);
    }
}
