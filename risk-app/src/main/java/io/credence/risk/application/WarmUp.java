package io.credence.risk.application;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.model.Predictor.Prediction;
import io.credence.forecasting.model.Predictor.Step;
import io.credence.risk.port.HistoryStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rebuilds predictor states from stored bars, as a swap of models needs them. */
public final class WarmUp {

    private final HistoryStore history;
    private final String spec;

    public WarmUp(HistoryStore history, BarSpec spec) {
        this.history = history;
        this.spec = spec.toString();
    }

    /**
     * The state of each instrument, by its name, after its last {@link Predictor#warmUpBars} stored bars; the initial state
     * where none is stored.
     *
     * @param until the bars end at or before it
     */
    public Map<String, byte[]> states(Predictor predictor, Collection<Instrument> instruments, Instant until) {
        List<Replay> replays = instruments.stream()
                .map(instrument -> new Replay(
                        instrument,
                        history.lastBars(instrument.name(), spec, until, predictor.warmUpBars()),
                        predictor.initialState(instrument)))
                .toList();
        int rounds =
                replays.stream().mapToInt(replay -> replay.bars.size()).max().orElse(0);
        for (int round = 0; round < rounds; round++) {
            advance(predictor, replays, round);
        }
        Map<String, byte[]> states = new TreeMap<>();
        replays.forEach(replay -> states.put(replay.instrument.name(), replay.state));
        return states;
    }

    /** One bar of every instrument that has one in this round, in one call: a tile costs as much as a row. */
    private static void advance(Predictor predictor, List<Replay> replays, int round) {
        List<Replay> due =
                replays.stream().filter(replay -> round < replay.bars.size()).toList();
        List<Step> steps = due.stream().map(replay -> replay.step(round)).toList();
        List<Prediction> predictions = predictor.update(steps);
        for (int i = 0; i < due.size(); i++) {
            due.get(i).state = predictions.get(i).state();
        }
    }

    private static final class Replay {

        private final Instrument instrument;
        private final List<Bar> bars;
        private byte[] state;

        private Replay(Instrument instrument, List<Bar> bars, byte[] state) {
            this.instrument = instrument;
            this.bars = bars;
            this.state = state;
        }

        private Step step(int round) {
            return new Step(instrument, bars.get(round), state);
        }
    }
}
