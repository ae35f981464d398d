package io.credence.risk.application;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.Predictor.Prediction;
import io.credence.forecasting.model.Predictor.Step;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.ReplayQueries;
import io.credence.risk.port.ReplayQueries.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Computes a stored forecast again: from the nearest stored copy of its instrument's state, or from the warm-up with which its
 * model was put in charge, through the stored bars since, by the same model.
 */
public final class Recomputation {

    private final HistoryStore history;
    private final ReplayQueries replays;
    private final Predictors predictors;

    public Recomputation(HistoryStore history, ReplayQueries replays, Predictors predictors) {
        this.history = history;
        this.replays = replays;
        this.predictors = predictors;
    }

    /**
     * @param from the state's bar end: bars after it were computed again
     * @param snapshot whether the state was a stored copy; else it was warmed up from bars
     * @param bars how many were computed again
     * @param forecast what came out; its record's place is the stored one's
     */
    public record Result(Instant from, boolean snapshot, int bars, ForecastRow forecast) {}

    /**
     * Computes it again.
     *
     * @throws CorruptModelException when the model's files are missing or changed
     * @throws IllegalStateException when bars or the instrument are not stored any more
     */
    public Result of(ForecastRow stored) {
        Predictor predictor = predictor(stored.modelVersion());
        Instrument instrument = instrument(stored.key());
        Start start = start(stored, predictor, instrument);
        List<Bar> bars = history.bars(
                instrument.name(), stored.key().spec(), start.from, stored.key().origin());
        Prediction last = null;
        byte[] state = start.state;
        for (Bar bar : bars) {
            last = predictor.update(List.of(new Step(instrument, bar, state))).getFirst();
            state = last.state();
        }
        return new Result(start.from, start.snapshot, bars.size(), row(stored, predictor, bars, last));
    }

    private Predictor predictor(String version) {
        Predictor predictor = predictors.named(version);
        if (!predictor.version().equals(version)) {
            throw new CorruptModelException("model version " + version + " cannot be loaded: "
                    + predictors.standIns().get(version));
        }
        return predictor;
    }

    private Instrument instrument(ForecastKey key) {
        return history.instruments().stream()
                .filter(instrument -> instrument.name().equals(key.instrument()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the store has no instrument " + key.instrument()
                        + " any more. Maybe enter it again by CREDENCE_INSTRUMENTS."));
    }

    /** The state to go on from, after the bar that ended at {@code from}. */
    private record Start(Instant from, byte[] state, boolean snapshot) {}

    private Start start(ForecastRow stored, Predictor predictor, Instrument instrument) {
        ForecastRow first = replays.firstInCharge(stored);
        Optional<Snapshot> copy = replays.snapshot(stored, first.key().origin());
        if (copy.isPresent()) {
            return new Start(
                    copy.get().barEnd(), ClosedState.predictorIn(copy.get().closed()), true);
        }
        Instant begin = first.source().barStart();
        WarmUp warmUp = new WarmUp(history, BarSpec.parse(stored.key().spec()));
        Map<String, byte[]> states = warmUp.states(predictor, List.of(instrument), begin);
        return new Start(begin, states.getOrDefault(instrument.name(), predictor.initialState(instrument)), false);
    }

    private static ForecastRow row(ForecastRow stored, Predictor predictor, List<Bar> bars, @Nullable Prediction last) {
        int place = predictor.horizons().indexOf(stored.key().horizon());
        if (last == null || !bars.getLast().end().equals(stored.key().origin())) {
            throw new IllegalStateException("the bar that ended at "
                    + stored.key().origin() + " is not stored any more, so the forecast cannot be computed again");
        }
        if (place < 0 || last.forecasts().isEmpty()) {
            throw new IllegalStateException("the model " + predictor.version() + " makes no forecast "
                    + stored.key().horizon() + " bars ahead from the bars that are stored");
        }
        ForecastRow.Source source = stored.source();
        return ForecastRows.of(
                stored.key(),
                predictor,
                last.forecasts().get(place),
                bars.getLast(),
                source.partition(),
                source.offset());
    }
}
