package io.credence.risk.application.training;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.series.BarSeries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The bars that a run works on.
 *
 * @param leftOut why, by instrument, for those that could not be used
 */
record History(List<BarSeries> series, Map<String, String> leftOut) {

    History {
        series = List.copyOf(series);
        leftOut = Map.copyOf(leftOut);
    }

    /** The bars that end at or before an instant, of the instruments that have enough of them. */
    History until(Instant end, int fewest) {
        Map<String, String> out = new TreeMap<>(leftOut);
        List<BarSeries> parts = series.stream()
                .map(each -> new BarSeries(each.instrument(), head(each.bars(), end)))
                .filter(each -> isLongEnough(each, fewest, out))
                .toList();
        return new History(parts, out);
    }

    private static List<Bar> head(List<Bar> bars, Instant end) {
        return bars.stream().filter(bar -> !bar.end().isAfter(end)).toList();
    }

    /** The bars that end after an instant, and at most so many before. */
    History from(Instant start, int before) {
        List<BarSeries> parts = series.stream()
                .map(each -> new BarSeries(each.instrument(), tail(each.bars(), start, before)))
                .toList();
        return new History(parts, leftOut);
    }

    private static List<Bar> tail(List<Bar> bars, Instant start, int before) {
        long past = bars.stream().filter(bar -> !bar.end().isAfter(start)).count();
        return bars.subList((int) Math.max(0, past - before), bars.size());
    }

    /** Only the instruments that another history has. */
    History of(History other) {
        Set<String> names =
                other.series.stream().map(each -> each.instrument().name()).collect(Collectors.toSet());
        List<BarSeries> same = series.stream()
                .filter(each -> names.contains(each.instrument().name()))
                .toList();
        return new History(same, leftOut);
    }

    private static boolean isLongEnough(BarSeries series, int fewest, Map<String, String> out) {
        int count = series.bars().size();
        if (count < fewest) {
            out.put(series.instrument().name(), count + " bars; at least " + fewest + " are needed");
        }
        return count >= fewest;
    }

    int bars() {
        return series.stream().mapToInt(each -> each.bars().size()).sum();
    }

    /** The ends of all bars, each once, in time order. */
    List<Instant> ends() {
        return series.stream()
                .flatMap(each -> each.bars().stream())
                .map(Bar::end)
                .distinct()
                .sorted()
                .toList();
    }
}
