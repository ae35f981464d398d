package io.credence.risk.application;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.Attributing;
import io.credence.forecasting.model.Attribution;
import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.Predictor.Prediction;
import io.credence.forecasting.model.Predictor.Step;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.ReplayQueries;
import io.credence.risk.port.ReplayQueries.Snapshot;
import java.time.Duration;
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
        Start start = start(stored, predictor, instrument, stored.key().origin());
        List<Bar> bars = bars(stored, start);
        Prediction last = null;
        byte[] state = start.state;
        for (Bar bar : bars) {
            last = predictor.update(List.of(new Step(instrument, bar, state))).getFirst();
            state = last.state();
        }
        return new Result(start.from, start.snapshot, bars.size(), row(stored, predictor, bars, last));
    }

    /**
     * Says which features of which of the last bars moved it.
     *
     * @param lags how many bars; fewer where its model was put in charge later
     * @throws IllegalArgumentException when its model cannot say
     * @throws IllegalStateException when bars or the instrument are not stored any more
     */
    public Attribution attribution(ForecastRow stored, int lags, ConfidenceLevel level) {
        Predictor predictor = predictor(stored.modelVersion());
        if (!(predictor instanceof Attributing attributing)) {
            throw new IllegalArgumentException("the model " + stored.modelVersion()
                    + " has no features to attribute a forecast to. Maybe one of a model 'bayesian'?");
        }
        Instrument instrument = instrument(stored.key());
        Duration bar = BarSpec.parse(stored.key().spec()).length();
        Start start = start(stored, predictor, instrument, stored.key().origin().minus(bar.multipliedBy(lags - 1L)));
        List<Bar> bars = bars(stored, start);
        requireLast(stored, bars);
        int skipped = Math.max(0, bars.size() - lags);
        byte[] state = start.state;
        for (Bar early : bars.subList(0, skipped)) {
            state = predictor
                    .update(List.of(new Step(instrument, early, state)))
                    .getFirst()
                    .state();
        }
        return attributing.attribution(
                instrument,
                state,
                bars.subList(skipped, bars.size()),
                stored.key().horizon(),
                level);
    }

    private List<Bar> bars(ForecastRow stored, Start start) {
        ForecastKey key = stored.key();
        return history.bars(key.instrument(), key.spec(), start.from, key.origin());
    }

    private static void requireLast(ForecastRow stored, List<Bar> bars) {
        if (bars.isEmpty() || !bars.getLast().end().equals(stored.key().origin())) {
            throw new IllegalStateException("the bar that ended at "
                    + stored.key().origin() + " is not stored any more, so the forecast cannot be computed again");
        }
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

    /** @param before which the state must be */
    private Start start(ForecastRow stored, Predictor predictor, Instrument instrument, Instant before) {
        ForecastRow first = replays.firstInCharge(stored);
        boolean cut = replays.isCut(first);
        Instant since = cut ? Instant.EPOCH : first.key().origin();
        Optional<Snapshot> copy = replays.snapshot(stored, since, before);
        if (copy.isPresent()) {
            return new Start(
                    copy.get().barEnd(), ClosedState.predictorIn(copy.get().closed()), true);
        }
        if (cut) {
            throw new IllegalStateException("the states that its model began from were removed by retention, so the"
                    + " forecast cannot be computed again. Maybe a later one.");
        }
        Instant begin = first.source().barStart();
        WarmUp warmUp = new WarmUp(history, BarSpec.parse(stored.key().spec()));
        Map<String, byte[]> states = warmUp.states(predictor, List.of(instrument), begin);
        return new Start(begin, states.getOrDefault(instrument.name(), predictor.initialState(instrument)), false);
    }

    private static ForecastRow row(ForecastRow stored, Predictor predictor, List<Bar> bars, @Nullable Prediction last) {
        int place = predictor.horizons().indexOf(stored.key().horizon());
        requireLast(stored, bars);
        if (place < 0 || last == null || last.forecasts().isEmpty()) {
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
