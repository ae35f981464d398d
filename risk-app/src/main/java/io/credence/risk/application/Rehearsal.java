package io.credence.risk.application;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarBuilder;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.risk.port.PartitionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Bars of instruments that do not exist, taken through everything before the first real one: a JVM is slow the first times it
 * does a thing, and the first forecasts of a restarted service are as urgent as the others. Nothing of it is kept.
 */
final class Rehearsal {

    /** As many as share a tile of the network. */
    private static final int NAMES = 64;

    private static final int BARS_EACH = 10;
    private static final PartitionId NOWHERE = new PartitionId("rehearsal", "rehearsal", 0);

    private final BarSpec spec;
    private final Instant from;
    private final @Nullable String modelVersion;

    /** @param from the first bar's start, once it is brought to a whole bar */
    Rehearsal(BarSpec spec, Instant from, @Nullable String modelVersion) {
        this.spec = spec;
        this.from = spec.startOf(from);
        this.modelVersion = modelVersion;
    }

    /** The bars: waves with some standing still. */
    List<ClosedBar> bars(Function<Instrument, ClosedState> start) {
        List<ClosedBar> bars = new ArrayList<>();
        for (int name = 0; name < NAMES; name++) {
            Instrument nobody = new Instrument("rehearsal-" + name, 0.01, TradingCalendar.ALWAYS_OPEN);
            add(bars, new WorkingInstrument(nobody, BarBuilder.of(nobody, spec), start.apply(nobody)), name);
        }
        return bars;
    }

    private void add(List<ClosedBar> bars, WorkingInstrument nobody, int phase) {
        double last = 100;
        for (int i = 0; i < BARS_EACH; i++) {
            double next = i % 4 == 0 ? last : 100 + Math.sin(i + phase);
            bars.add(new ClosedBar(
                    nobody, bar(nobody.instrument().name(), i, last, next), NOWHERE, modelVersion, null, i));
            last = next;
        }
    }

    private Bar bar(String name, int index, double open, double close) {
        Instant start = from.plus(spec.length().multipliedBy(index));
        return new Bar(
                name,
                start,
                start.plus(spec.length()),
                open,
                Math.max(open, close) + 0.1,
                Math.min(open, close) - 0.1,
                close,
                1,
                5);
    }
}
