package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.Predictor;
import io.credence.risk.port.MessageCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bars that closed in a batch through the models: prepares what is cold, and then goes in {@link Rounds}.
 */
final class BarStage {

    private final StreamSettings settings;
    private final Predictors predictors;
    private final WarmUp warmUp;
    private final Announcer announcer;
    private final ShadowStage shadows;
    private final Prewarmed prewarmed = new Prewarmed();

    BarStage(StreamSettings settings, Predictors predictors, WarmUp warmUp, MessageCodec codec) {
        this.settings = settings;
        this.predictors = predictors;
        this.warmUp = warmUp;
        this.announcer = new Announcer(settings, codec);
        this.shadows = new ShadowStage(settings.spec().toString(), predictors, warmUp);
    }

    /** Reads stored states by the predictors that wrote them. */
    Decoders decoders() {
        return new Decoders() {
            @Override
            public ForecastDistribution forecast(String modelVersion, byte[] bytes) {
                return predictors.read(modelVersion, bytes);
            }

            @Override
            public ForecastDistribution reference(byte[] bytes) {
                return predictors.reference().decode(bytes);
            }

            @Override
            public DriftMonitor monitor(byte[] bytes) {
                return Monitors.decode(bytes);
            }
        };
    }

    /** Computes everything that the bars lead to. */
    void run(List<ClosedBar> closed, BatchRows rows) {
        prepare(first(closed));
        List<ClosedBar> shadowed = shadows.shadowed(closed);
        shadows.prepare(first(shadowed));
        new Rounds(settings.spec().toString(), Lane.CHAMPION, predictors.reference())
                .run(closed, this::predictor, (bar, outcome) -> {
                    rows.bars.add(bar.bar());
                    rows.add(outcome);
                    announcer.announce(bar, outcome, rows);
                });
        shadows.run(shadowed, rows);
    }

    /** The first bar of each instrument. */
    private static List<ClosedBar> first(List<ClosedBar> closed) {
        Map<WorkingInstrument, ClosedBar> first = new LinkedHashMap<>();
        closed.forEach(bar -> first.putIfAbsent(bar.working(), bar));
        return List.copyOf(first.values());
    }

    private Predictor predictor(ClosedBar bar) {
        return predictor(bar.modelVersion());
    }

    ShadowStage shadows() {
        return shadows;
    }

    Predictor predictor(@Nullable String modelVersion) {
        return modelVersion == null ? predictors.reference() : predictors.named(modelVersion);
    }

    /** Gives a state to instruments that have none, or one that another version's predictor wrote. */
    private void prepare(List<ClosedBar> first) {
        Rounds.by(this::predictor, first).forEach((predictor, bars) -> {
            Map<Instant, List<ClosedBar>> cold = new TreeMap<>();
            for (ClosedBar bar : bars) {
                if (!Lane.CHAMPION.isWarm(bar.working(), predictor)) {
                    cold.computeIfAbsent(bar.bar().start(), start -> new ArrayList<>())
                            .add(bar);
                }
            }
            cold.forEach((until, together) -> warm(predictor, together, until));
        });
    }

    private void warm(Predictor predictor, List<ClosedBar> cold, Instant until) {
        List<ClosedBar> left = new ArrayList<>();
        for (ClosedBar bar : cold) {
            if (!beginPrewarmed(predictor, bar.working(), until)) {
                left.add(bar);
            }
        }
        List<WorkingInstrument> all = left.stream().map(ClosedBar::working).toList();
        List<WorkingInstrument> unseen =
                all.stream().filter(each -> each.closed() == null).toList();
        Map<String, byte[]> states = warmUp.states(predictor, instruments(all), until);
        Map<String, byte[]> references = warmUp.states(predictors.reference(), instruments(unseen), until);
        for (ClosedBar bar : left) {
            WorkingInstrument working = bar.working();
            String name = working.instrument().name();
            ClosedState closed = working.closed();
            working.advance(
                    closed == null
                            ? unseen(predictor, state(states, name), state(references, name))
                            : replaced(closed, predictor, state(states, name)));
        }
    }

    private boolean beginPrewarmed(Predictor predictor, WorkingInstrument working, Instant until) {
        if (working.closed() != null) {
            return false;
        }
        Optional<Prewarmed.Warm> warm = prewarmed.take(working.instrument().name(), predictor.version(), until);
        warm.ifPresent(found -> working.advance(unseen(predictor, found.predictor(), found.reference())));
        return warm.isPresent();
    }

    /**
     * Warms instruments from their stored bars before their first tick.
     *
     * @param newest the end of each one's last stored bar
     */
    void prewarm(@Nullable String modelVersion, Map<Instrument, Instant> newest) {
        Predictor predictor = predictor(modelVersion);
        Map<Instant, List<Instrument>> together = new TreeMap<>();
        newest.forEach((instrument, until) -> {
            if (!prewarmed.holds(instrument.name(), predictor.version())) {
                together.computeIfAbsent(until, key -> new ArrayList<>()).add(instrument);
            }
        });
        together.forEach((until, instruments) -> {
            Map<String, byte[]> states = warmUp.states(predictor, instruments, until);
            Map<String, byte[]> references = warmUp.states(predictors.reference(), instruments, until);
            for (Instrument instrument : instruments) {
                String name = instrument.name();
                prewarmed.put(
                        name,
                        new Prewarmed.Warm(predictor.version(), until, state(states, name), state(references, name)));
            }
        });
    }

    /**
     * Takes bars of nobody through everything, and forgets them.
     *
     * @param from the start of the first
     */
    void rehearse(@Nullable String modelVersion, Instant from, BatchRows rows) {
        Predictor predictor = predictor(modelVersion);
        Rehearsal rehearsal = new Rehearsal(settings.spec(), from, modelVersion);
        run(
                rehearsal.bars(nobody -> unseen(
                        predictor,
                        predictor.initialState(nobody),
                        predictors.reference().initialState(nobody))),
                rows);
    }

    private static List<Instrument> instruments(List<WorkingInstrument> working) {
        return working.stream().map(WorkingInstrument::instrument).toList();
    }

    private static byte[] state(Map<String, byte[]> states, String instrument) {
        byte[] state = states.get(instrument);
        if (state == null) {
            throw new IllegalStateException("the warm-up gave no state for " + instrument);
        }
        return state;
    }

    private ClosedState unseen(Predictor predictor, byte[] state, byte[] reference) {
        List<Watch> watches = predictor.horizons().stream().map(Watch::start).toList();
        return new ClosedState(predictor.version(), 0, state, reference, List.of(), watches);
    }

    /** Puts an instrument under another model: its monitors begin anew, its alerts wait for what they find. */
    ClosedState replaced(ClosedState closed, Predictor predictor, byte[] state) {
        List<Watch> watches = WatchStep.replaced(closed.watches(), predictors.learntUntil(predictor.version()));
        return closed.withPredictor(predictor.version(), state).withWatches(watches);
    }
}
