package io.credence.forecasting.bench.tape;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.series.BarSeries;
import java.util.ArrayList;
import java.util.List;

/** A series as a predictor saw it, with its state before each bar, to leave it at any bar. */
final class Stream {

    private final Predictor predictor;
    private final BarSeries series;
    private final List<byte[]> states = new ArrayList<>();
    private final List<List<ForecastDistribution>> forecasts = new ArrayList<>();

    Stream(Predictor predictor, BarSeries series) {
        this.predictor = predictor;
        this.series = series;
        byte[] state = predictor.initialState(series.instrument());
        for (Bar bar : series.bars()) {
            states.add(state);
            Predictor.Prediction made = step(bar, state);
            forecasts.add(made.forecasts());
            state = made.state();
        }
    }

    /** What was forecast at the ends of bars [from, to). */
    List<List<ForecastDistribution>> forecasts(int from, int to) {
        return forecasts.subList(from, to);
    }

    /** What is forecast when other bars come in place of those from that one on. */
    List<List<ForecastDistribution>> instead(int from, List<Bar> bars) {
        List<List<ForecastDistribution>> made = new ArrayList<>();
        byte[] state = states.get(from);
        for (Bar bar : bars) {
            Predictor.Prediction prediction = step(bar, state);
            made.add(prediction.forecasts());
            state = prediction.state();
        }
        return made;
    }

    private Predictor.Prediction step(Bar bar, byte[] state) {
        return predictor
                .update(List.of(new Predictor.Step(series.instrument(), bar, state)))
                .getFirst();
    }
}
