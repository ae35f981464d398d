package io.credence.forecasting.backtest.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Means and counts over the series. */
final class Summaries {

    private Summaries() {}

    static List<BacktestReport.Summary> of(List<SeriesResult> results) {
        record Key(int horizon, double level, String model) {}
        Map<Key, List<SeriesResult>> groups = new LinkedHashMap<>();
        for (SeriesResult each : results) {
            groups.computeIfAbsent(new Key(each.horizon(), each.level(), each.model()), key -> new ArrayList<>())
                    .add(each);
        }
        return groups.values().stream()
                .map(Summaries::summary)
                .sorted(Comparator.comparingInt(BacktestReport.Summary::horizon)
                        .thenComparingDouble(BacktestReport.Summary::level)
                        .thenComparing(Comparator.comparingInt(BacktestReport.Summary::series)
                                .reversed())
                        .thenComparingDouble(BacktestReport.Summary::fz0))
                .toList();
    }

    private static BacktestReport.Summary summary(List<SeriesResult> group) {
        SeriesResult first = group.getFirst();
        return new BacktestReport.Summary(
                first.horizon(),
                first.level(),
                first.model(),
                group.size(),
                mean(group, SeriesResult::fz0),
                mean(group, SeriesResult::pinball),
                mean(group, SeriesResult::hitRate),
                meanOrNull(group, SeriesResult::logScore),
                meanOrNull(group, SeriesResult::crps),
                group.stream().filter(each -> each.kupiecExactP() > 0.05).count(),
                group.stream().filter(each -> each.dqP() > 0.01).count(),
                group.stream().filter(each -> each.esZ2P() > 0.05).count(),
                group.stream().filter(each -> each.mcsP() >= 0.1).count());
    }

    private static double mean(List<SeriesResult> group, ToDoubleFunction<SeriesResult> number) {
        return group.stream().mapToDouble(number).average().orElse(Double.NaN);
    }

    private static @Nullable Double meanOrNull(
            List<SeriesResult> group, Function<SeriesResult, @Nullable Double> number) {
        List<Double> values =
                group.stream().map(number).filter(Objects::nonNull).toList();
        return values.size() < group.size()
                ? null
                : values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
