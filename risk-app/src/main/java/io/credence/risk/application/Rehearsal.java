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
import org.jspecify.annotations.Nullable;

/**
 * Bars of an instrument that does not exist, taken through the models before the first real one: a JVM is slow the first
 * times it does a thing, and the first forecasts of a restarted service are as urgent as the others. Nothing of it is kept.
 */
final class Rehearsal {

    private static final int BARS = 400;
    private static final Instrument NOBODY = new Instrument("rehearsal", 0.01, TradingCalendar.ALWAYS_OPEN);
    private static final PartitionId NOWHERE = new PartitionId("rehearsal", "rehearsal", 0);

    private Rehearsal() {}

    /** The bars: a wave with some standing still. */
    static List<ClosedBar> bars(BarSpec spec, ClosedState start, @Nullable String modelVersion) {
        WorkingInstrument nobody = new WorkingInstrument(NOBODY, BarBuilder.of(NOBODY, spec), start);
        List<ClosedBar> bars = new ArrayList<>();
        double last = 100;
        for (int i = 0; i < BARS; i++) {
            double next = i % 4 == 0 ? last : 100 + Math.sin(i);
            bars.add(new ClosedBar(nobody, bar(spec, i, last, next), NOWHERE, modelVersion, i));
            last = next;
        }
        return bars;
    }

    static Instrument instrument() {
        return NOBODY;
    }

    private static Bar bar(BarSpec spec, int index, double open, double close) {
        Instant start = Instant.EPOCH.plus(spec.length().multipliedBy(index));
        return new Bar(
                NOBODY.name(),
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
