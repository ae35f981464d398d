package io.credence.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.model.Predictor.Prediction;
import io.credence.forecasting.model.Predictor.Step;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.SimulatedBars;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds of every model's predictor. An implementer's test gives the model, and one fitted with it. */
public abstract class PredictorContract {

    protected static final List<Integer> HORIZONS = List.of(1, 5, 15);

    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.99);

    protected abstract ForecastModel model();

    protected abstract FittedModel fitted();

    /** How far a state rebuilt from {@link Predictor#warmUpBars} may move a value at risk, as a share of it. */
    protected double warmUpTolerance() {
        return 0.02;
    }

    @Test
    void forecastsEveryHorizonOnceEnoughBarsAreSeen() {
        try (Predictor predictor = model().load(fitted())) {
            List<Prediction> predictions = walk(predictor, SimulatedBars.walk("A", 200, 11));
            assertThat(predictions.getFirst().forecasts()).isEmpty();
            assertThat(predictions.getLast().forecasts()).hasSize(HORIZONS.size());
            assertThat(predictor.horizons()).isEqualTo(HORIZONS);
            assertThat(predictor.version()).isEqualTo(fitted().version()).startsWith(model().name());
            assertThat(predictor.runtime()).isNotBlank();
        }
    }

    @Test
    void aStateIsSmallAndHoldsEverything() {
        BarSeries series = SimulatedBars.walk("A", 200, 12);
        List<Prediction> whole;
        try (Predictor predictor = model().load(fitted())) {
            whole = walk(predictor, series);
        }
        Prediction middle = whole.get(119);
        assertThat(middle.state()).hasSizeLessThanOrEqualTo(16 * 1024);
        byte[] before = middle.state().clone();
        try (Predictor another = model().load(fitted())) {
            byte[] state = middle.state();
            for (int i = 120; i < 200; i++) {
                Prediction prediction = another.update(List.of(
                                new Step(series.instrument(), series.bars().get(i), state)))
                        .getFirst();
                assertEqual(prediction, whole.get(i));
                state = prediction.state();
            }
        }
        assertThat(middle.state()).isEqualTo(before);
    }

    @Test
    void otherInstrumentsInTheSameCallDoNotMatter() {
        List<BarSeries> all = new ArrayList<>();
        for (int k = 0; k < 70; k++) {
            all.add(SimulatedBars.walk("I" + k, 70, 100 + k));
        }
        try (Predictor predictor = model().load(fitted())) {
            List<byte[]> states = new ArrayList<>(all.stream()
                    .map(each -> predictor.initialState(each.instrument()))
                    .toList());
            List<Prediction> together = List.of();
            for (int t = 0; t < 70; t++) {
                List<Step> steps = new ArrayList<>();
                for (int k = 0; k < all.size(); k++) {
                    steps.add(
                            new Step(all.get(k).instrument(), all.get(k).bars().get(t), states.get(k)));
                }
                together = predictor.update(steps);
                for (int k = 0; k < all.size(); k++) {
                    states.set(k, together.get(k).state());
                }
            }
            for (int k : new int[] {0, 33, 63, 64, 69}) {
                assertEqual(walk(predictor, all.get(k)).getLast(), together.get(k));
            }
        }
    }

    @Test
    void theUnitOfPriceDoesNotMatter() {
        BarSeries series = SimulatedBars.walk("A", 300, 13);
        try (Predictor predictor = model().load(fitted())) {
            List<Prediction> small = walk(predictor, series);
            List<Prediction> large = walk(predictor, SimulatedBars.scaled(series, 1e6));
            for (int i = 0; i < small.size(); i++) {
                for (int h = 0; h < small.get(i).forecasts().size(); h++) {
                    double one = small.get(i).forecasts().get(h).valueAtRisk(LEVEL);
                    assertThat(large.get(i).forecasts().get(h).valueAtRisk(LEVEL))
                            .isCloseTo(one, within(2e-3 * one));
                }
            }
        }
    }

    @Test
    void theLatestBarsRebuildAState() {
        try (Predictor predictor = model().load(fitted())) {
            int count = 2 * predictor.warmUpBars();
            BarSeries series = SimulatedBars.walk("A", count, 14);
            List<Bar> latest = series.bars().subList(count - predictor.warmUpBars(), count);
            Prediction continued = walk(predictor, series).getLast();
            Prediction warmed =
                    walk(predictor, new BarSeries(series.instrument(), latest)).getLast();
            for (int h = 0; h < HORIZONS.size(); h++) {
                double expected = continued.forecasts().get(h).valueAtRisk(LEVEL);
                assertThat(warmed.forecasts().get(h).valueAtRisk(LEVEL))
                        .isCloseTo(expected, within(warmUpTolerance() * expected));
            }
        }
    }

    @Test
    void aForecastComesBackFromItsBytes() {
        try (Predictor predictor = model().load(fitted())) {
            for (ForecastDistribution forecast :
                    walk(predictor, SimulatedBars.walk("A", 100, 15)).getLast().forecasts()) {
                assertThat(forecast.encode()).hasSizeLessThanOrEqualTo(200);
                assertThat(predictor.decode(forecast.encode())).isEqualTo(forecast);
            }
        }
    }

    @Test
    void aPriceThatNeverMovesAndOneThatJumpsAreForecast() {
        try (Predictor predictor = model().load(fitted())) {
            List<Bar> bars = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                bars.add(SimulatedBars.empty("A", i, i < 100 ? 50 : 5e4));
            }
            BarSeries series = new BarSeries(SimulatedBars.instrument("A"), bars);
            for (Prediction prediction : walk(predictor, series)) {
                assertThat(prediction.forecasts()).allSatisfy(forecast -> {
                    assertThat(forecast.valueAtRisk(LEVEL)).isFinite().isNotNegative();
                    assertThat(forecast.expectedShortfall(LEVEL)).isFinite().isPositive();
                    assertThat(forecast.crps(1)).isFinite();
                });
            }
        }
    }

    @Test
    void missingFilesAreNamed() {
        FittedModel empty = new FittedModel(model().name(), new TreeMap<>(), fitted().provenance());
        assertThatThrownBy(() -> model().load(empty))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining("has no file");
    }

    protected static List<Prediction> walk(Predictor predictor, BarSeries series) {
        List<Prediction> predictions = new ArrayList<>();
        byte[] state = predictor.initialState(series.instrument());
        for (Bar bar : series.bars()) {
            Prediction prediction = predictor
                    .update(List.of(new Step(series.instrument(), bar, state)))
                    .getFirst();
            predictions.add(prediction);
            state = prediction.state();
        }
        return predictions;
    }

    private static void assertEqual(Prediction actual, Prediction expected) {
        assertThat(actual.state()).isEqualTo(expected.state());
        assertThat(actual.forecasts()).isEqualTo(expected.forecasts());
    }
}
