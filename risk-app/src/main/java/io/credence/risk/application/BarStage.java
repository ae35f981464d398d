package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.Predictor;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.MessageCodec;
import io.credence.risk.port.OutboxRow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bars that closed in a batch through the models. It goes in rounds: each round holds at most one bar of an
 * instrument, so that all instruments due together share the network's tiles.
 */
final class BarStage {

    /** From so many bars in a round on, the arithmetic after the network is spread over the cores. */
    private static final int SPREAD = 16;

    private final StreamSettings settings;
    private final Predictors predictors;
    private final WarmUp warmUp;
    private final MessageCodec codec;
    private final Prewarmed prewarmed = new Prewarmed();

    BarStage(StreamSettings settings, Predictors predictors, WarmUp warmUp, MessageCodec codec) {
        this.settings = settings;
        this.predictors = predictors;
        this.warmUp = warmUp;
        this.codec = codec;
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
        Map<WorkingInstrument, ArrayDeque<ClosedBar>> queues = new LinkedHashMap<>();
        closed.forEach(bar -> queues.computeIfAbsent(bar.working(), working -> new ArrayDeque<>())
                .add(bar));
        prepare(queues.values().stream().map(ArrayDeque::getFirst).toList(), rows);
        while (!queues.isEmpty()) {
            List<ClosedBar> round = new ArrayList<>();
            queues.values().forEach(queue -> round.add(queue.removeFirst()));
            queues.values().removeIf(ArrayDeque::isEmpty);
            byPredictor(round).forEach((predictor, bars) -> round(predictor, bars, rows));
        }
    }

    private Map<Predictor, List<ClosedBar>> byPredictor(List<ClosedBar> bars) {
        Map<Predictor, List<ClosedBar>> groups = new LinkedHashMap<>();
        bars.forEach(bar -> groups.computeIfAbsent(predictor(bar.modelVersion()), key -> new ArrayList<>())
                .add(bar));
        return groups;
    }

    Predictor predictor(@Nullable String modelVersion) {
        return modelVersion == null ? predictors.reference() : predictors.named(modelVersion);
    }

    /** Gives a state to instruments that have none, or one that another version's predictor wrote. */
    private void prepare(List<ClosedBar> first, BatchRows rows) {
        byPredictor(first).forEach((predictor, bars) -> {
            Map<Instant, List<ClosedBar>> cold = new TreeMap<>();
            for (ClosedBar bar : bars) {
                if (!isWarm(bar.working(), predictor)) {
                    cold.computeIfAbsent(bar.bar().start(), start -> new ArrayList<>())
                            .add(bar);
                }
            }
            cold.forEach((until, together) -> warm(predictor, together, until, rows));
        });
    }

    private static boolean isWarm(WorkingInstrument working, Predictor predictor) {
        ClosedState closed = working.closed();
        return closed != null && closed.modelVersion().equals(predictor.version());
    }

    private void warm(Predictor predictor, List<ClosedBar> cold, Instant until, BatchRows rows) {
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

    /** An alert goes into the store and out to its topic. */
    private void add(String lane, AlertRow alert, BatchRows rows) {
        rows.alerts.add(alert);
        rows.outbox.add(message(lane, alert));
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
    static ClosedState replaced(ClosedState closed, Predictor predictor, byte[] state) {
        List<Watch> watches = closed.watches().stream().map(WatchStep::replaced).toList();
        return closed.withPredictor(predictor.version(), state).withWatches(watches);
    }

    private void round(Predictor predictor, List<ClosedBar> bars, BatchRows rows) {
        List<ClosedState> states = bars.stream().map(bar -> warm(bar.working())).toList();
        List<Predictor.Prediction> champion = predictor.update(steps(bars, states, true));
        List<Predictor.Prediction> reference = predictors.reference().update(steps(bars, states, false));
        String spec = settings.spec().toString();
        IntStream indices = IntStream.range(0, bars.size());
        List<BarOutcome> outcomes = (bars.size() < SPREAD ? indices : indices.parallel())
                .mapToObj(i -> {
                    BarOutcome.Predictions said =
                            new BarOutcome.Predictions(predictor, champion.get(i), reference.get(i));
                    return BarOutcome.of(spec, bars.get(i), states.get(i), said);
                })
                .toList();
        for (int i = 0; i < bars.size(); i++) {
            BarOutcome.Predictions said = new BarOutcome.Predictions(predictor, champion.get(i), reference.get(i));
            bars.get(i).working().advance(outcomes.get(i).next(said));
            gather(bars.get(i), outcomes.get(i), rows);
        }
    }

    private static ClosedState warm(WorkingInstrument working) {
        ClosedState closed = working.closed();
        if (closed == null) {
            throw new IllegalStateException(working.instrument().name() + " has no state; it must be prepared first");
        }
        return closed;
    }

    private static List<Predictor.Step> steps(List<ClosedBar> bars, List<ClosedState> states, boolean champion) {
        List<Predictor.Step> steps = new ArrayList<>(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            ClosedState state = states.get(i);
            steps.add(new Predictor.Step(
                    bars.get(i).working().instrument(),
                    bars.get(i).bar(),
                    champion ? state.predictor() : state.reference()));
        }
        return steps;
    }

    private void gather(ClosedBar closed, BarOutcome outcome, BatchRows rows) {
        rows.bars.add(closed.bar());
        rows.scores.addAll(outcome.scores);
        rows.forecasts.addAll(outcome.forecasts);
        rows.calibrations.addAll(outcome.calibrations);
        rows.snapshots.addAll(outcome.snapshots);
        announce(closed, outcome, rows);
    }

    private void announce(ClosedBar closed, BarOutcome outcome, BatchRows rows) {
        String lane = closed.partition().lane();
        String instrument = closed.bar().instrument();
        String spec = settings.spec().toString();
        String end = closed.bar().end().toString();
        StreamSettings.Topics topics = settings.topics();
        rows.outbox.add(new OutboxRow(
                lane,
                ForecastIdentity.id("bar", instrument, spec, end),
                topics.bars(),
                instrument,
                codec.bar(spec, closed.bar())));
        if (!outcome.forecasts.isEmpty()) {
            rows.outbox.add(new OutboxRow(
                    lane,
                    ForecastIdentity.id("forecast", instrument, spec, end),
                    topics.forecasts(),
                    instrument,
                    codec.forecasts(outcome.forecasts)));
        }
        outcome.alerts.forEach(alert -> add(lane, alert, rows));
    }

    /** An alert's message; raising, worsening and clearing it are three. */
    private OutboxRow message(String lane, AlertRow alert) {
        return new OutboxRow(
                lane,
                ForecastIdentity.id(
                        "alert", alert.id().toString(), alert.severity(), String.valueOf(alert.clearedAt())),
                settings.topics().alerts(),
                alert.instrument(),
                codec.alert(alert));
    }
}
