package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.ProgressListener;
import io.credence.risk.application.Audit.Count;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.LedgerQueries;
import io.credence.risk.port.LedgerQueries.Stint;
import io.credence.risk.port.ScoreRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Computes scores, e-values and alerts again from stored bars and stored forecasts. */
public final class OutcomeCheck {

    /** Bars whose forecasts are read at a time. */
    private static final int BARS = 2_000;

    private final LedgerQueries queries;
    private final HistoryStore history;
    private final Predictors predictors;
    private final Audit audit;
    private final Instant from;

    /** @param from forecasts of earlier origins are left out */
    public OutcomeCheck(LedgerQueries queries, HistoryStore history, Predictors predictors, Audit audit, Instant from) {
        this.queries = queries;
        this.history = history;
        this.predictors = predictors;
        this.audit = audit;
        this.from = from;
    }

    /** @param progress counts instruments */
    public void run(ProgressListener progress) {
        Map<String, Instrument> instruments =
                history.instruments().stream().collect(Collectors.toMap(Instrument::name, each -> each));
        List<Stint> stints = queries.stints().stream()
                .filter(stint -> !stint.last().isBefore(from))
                .toList();
        Set<String> played = new HashSet<>();
        for (int i = 0; i < stints.size(); i++) {
            Stint stint = stints.get(i);
            boolean again = stint.isChampions() && !played.add(stint.instrument() + '\0' + stint.spec());
            new Play(stint, instruments.get(stint.instrument()), again).run();
            progress.progress(i + 1L, stints.size());
        }
    }

    /** A place in time and horizon. */
    private record Key(Instant origin, int horizon) {}

    /** One stint, played. */
    private final class Play {

        private final Stint stint;
        private final @Nullable Instrument instrument;
        private final List<Bar> bars;
        private final OptionalLong first;
        private final boolean whole;
        private final OutcomeReplay replay;
        private byte @Nullable [] reference;

        /** @param again whether another partition made forecasts of the instrument before */
        Play(Stint stint, @Nullable Instrument instrument, boolean again) {
            this.stint = stint;
            this.instrument = instrument;
            boolean late = stint.first().isBefore(from);
            boolean part = late || queries.anchor(stint.partition()).isPresent();
            Instant begin = late ? from : stint.first();
            this.bars = history.bars(stint.instrument(), stint.spec(), begin.minusMillis(1), stint.last());
            this.first = number();
            // A stream that was played again on another topic has watched forecasts that the first one stored.
            // A shadow's monitors may have begun anew where a replica took over: its scores alone are computed again.
            this.whole = stint.isChampions() && !part && !(again && first.orElse(1) > 1);
            this.replay = new OutcomeReplay(stint, audit, this::learntUntil, whole);
            this.reference = instrument == null || bars.isEmpty() ? null : warm(instrument);
        }

        /** What cannot be loaded any more has no forecasts that can be read, so that nothing depends on it. */
        private Instant learntUntil(String version) {
            try {
                return predictors.learntUntil(version);
            } catch (CorruptModelException e) {
                audit.count(Count.UNCHECKED, 1);
                return Instant.EPOCH;
            }
        }

        private byte @Nullable [] warm(Instrument known) {
            WarmUp warmUp = new WarmUp(history, BarSpec.parse(stint.spec()));
            return warmUp.states(
                            predictors.reference(),
                            List.of(known),
                            bars.getFirst().start())
                    .get(known.name());
        }

        void run() {
            for (int at = 0; at < bars.size(); at += BARS) {
                List<Bar> part = bars.subList(at, Math.min(bars.size(), at + BARS));
                play(part, first.orElse(0) + at);
            }
            replay.end(stint.last());
            if (first.isPresent() && stint.isChampions()) {
                monitors();
            } else if (first.isEmpty()) {
                audit.count(Count.UNCHECKED, 1);
            }
        }

        /** The number of the first bar, as the stream counts: every h-th forecast goes to a monitor. */
        private OptionalLong number() {
            return queries.state(stint)
                    .map(state -> number(state.barEnd(), ClosedState.barsIn(state.closed())))
                    .orElseGet(OptionalLong::empty);
        }

        private OptionalLong number(Instant end, long count) {
            return IntStream.range(0, bars.size())
                    .filter(i -> bars.get(i).end().equals(end))
                    .mapToLong(i -> count - i)
                    .findFirst();
        }

        private void play(List<Bar> part, long number) {
            Instant after = part.getFirst().end().minusMillis(1);
            Instant until = part.getLast().end();
            Map<Key, ScoreRow> scores = queries.scores(stint, after, until).stream()
                    .collect(Collectors.toMap(
                            row -> new Key(row.key().origin(), row.key().horizon()),
                            row -> row,
                            (a, b) -> a,
                            HashMap::new));
            Map<Instant, List<ForecastRow>> forecasts = queries.forecasts(stint, after, until).stream()
                    .collect(Collectors.groupingBy(row -> row.key().origin()));
            for (int i = 0; i < part.size(); i++) {
                Bar bar = part.get(i);
                List<ForecastRow> rows = forecasts.getOrDefault(bar.end(), List.of());
                replay.bar(bar, number + i, made(bar, rows, scores));
            }
            scores.values()
                    .forEach(row -> audit.find("score", row.forecastId(), "its forecast is not stored: " + row.key()));
        }

        private List<OutcomeReplay.Made> made(Bar bar, List<ForecastRow> rows, Map<Key, ScoreRow> scores) {
            List<ForecastDistribution> references = referenceOf(bar);
            List<OutcomeReplay.Made> made = new ArrayList<>();
            for (ForecastRow row : rows) {
                int place = predictors.reference().horizons().indexOf(row.key().horizon());
                made.add(new OutcomeReplay.Made(
                        row,
                        read(row).orElse(null),
                        place < 0 || references.isEmpty() ? null : references.get(place),
                        scores.remove(new Key(row.key().origin(), row.key().horizon()))));
            }
            made.sort(Comparator.comparingInt(each -> each.row().key().horizon()));
            return made;
        }

        private List<ForecastDistribution> referenceOf(Bar bar) {
            if (instrument == null || reference == null) {
                return List.of();
            }
            Predictor.Prediction said = predictors
                    .reference()
                    .update(List.of(new Predictor.Step(instrument, bar, reference)))
                    .getFirst();
            reference = said.state();
            return said.forecasts();
        }

        private Optional<ForecastDistribution> read(ForecastRow row) {
            try {
                return Optional.of(predictors.read(row.modelVersion(), row.distribution()));
            } catch (CorruptModelException e) {
                audit.count(Count.UNCHECKED, 1);
            } catch (RuntimeException e) {
                audit.find("forecast", row.id(), "its distribution cannot be read: " + e.getMessage());
            }
            return Optional.empty();
        }

        private void monitors() {
            Instant after = bars.getFirst().end().minusMillis(1);
            MonitorCheck check = new MonitorCheck(audit, replay, whole);
            check.calibrations(queries.calibrations(stint, after, stint.last()));
            if (whole) {
                check.alerts(queries.alerts(stint, after, stint.last()), stint.last());
            }
        }
    }
}
