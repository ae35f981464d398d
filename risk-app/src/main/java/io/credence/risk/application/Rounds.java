package io.credence.risk.application;

import io.credence.forecasting.model.Predictor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Takes the closed bars of a lane through its models, whose states are warm. Each round holds at most one bar of an instrument, so that
 * all instruments due together share the network's tiles.
 */
final class Rounds {

    /** From so many bars in a round on, the arithmetic after the network is spread over the cores. */
    private static final int SPREAD = 16;

    private final String spec;
    private final Lane lane;
    private final Predictor reference;

    Rounds(String spec, Lane lane, Predictor reference) {
        this.spec = spec;
        this.lane = lane;
        this.reference = reference;
    }

    /** @param gather takes each bar with what it led to */
    void run(
            List<ClosedBar> closed,
            Function<ClosedBar, Predictor> predictor,
            BiConsumer<ClosedBar, BarOutcome> gather) {
        Map<WorkingInstrument, ArrayDeque<ClosedBar>> queues = new LinkedHashMap<>();
        closed.forEach(bar -> queues.computeIfAbsent(bar.working(), working -> new ArrayDeque<>())
                .add(bar));
        while (!queues.isEmpty()) {
            List<ClosedBar> round = new ArrayList<>();
            queues.values().forEach(queue -> round.add(queue.removeFirst()));
            queues.values().removeIf(ArrayDeque::isEmpty);
            by(predictor, round).forEach((model, bars) -> round(model, bars, gather));
        }
    }

    static Map<Predictor, List<ClosedBar>> by(Function<ClosedBar, Predictor> predictor, List<ClosedBar> bars) {
        Map<Predictor, List<ClosedBar>> groups = new LinkedHashMap<>();
        bars.forEach(bar -> groups.computeIfAbsent(predictor.apply(bar), key -> new ArrayList<>())
                .add(bar));
        return groups;
    }

    private void round(Predictor predictor, List<ClosedBar> bars, BiConsumer<ClosedBar, BarOutcome> gather) {
        List<ClosedState> states =
                bars.stream().map(bar -> lane.warm(bar.working())).toList();
        List<Predictor.Prediction> model = predictor.update(steps(bars, states, ClosedState::predictor));
        List<Predictor.Prediction> plain = reference.update(steps(bars, states, ClosedState::reference));
        IntStream indices = IntStream.range(0, bars.size());
        List<BarOutcome> outcomes = (bars.size() < SPREAD ? indices : indices.parallel())
                .mapToObj(i -> {
                    BarOutcome.Predictions said = new BarOutcome.Predictions(predictor, model.get(i), plain.get(i));
                    return BarOutcome.of(spec, lane, bars.get(i), states.get(i), said);
                })
                .toList();
        for (int i = 0; i < bars.size(); i++) {
            BarOutcome.Predictions said = new BarOutcome.Predictions(predictor, model.get(i), plain.get(i));
            lane.advance(bars.get(i).working(), outcomes.get(i).next(said));
            gather.accept(bars.get(i), outcomes.get(i));
        }
    }

    private static List<Predictor.Step> steps(
            List<ClosedBar> bars, List<ClosedState> states, Function<ClosedState, byte[]> part) {
        List<Predictor.Step> steps = new ArrayList<>(bars.size());
        for (int i = 0; i < bars.size(); i++) {
            steps.add(new Predictor.Step(
                    bars.get(i).working().instrument(), bars.get(i).bar(), part.apply(states.get(i))));
        }
        return steps;
    }
}
