package io.credence.forecasting.bench.desk;

import io.credence.forecasting.backtest.walkforward.ForecastPath;
import io.credence.forecasting.backtest.walkforward.ForecastRow;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.evaluation.DieboldMarianoTest;
import io.credence.forecasting.evaluation.DynamicQuantileTest;
import io.credence.forecasting.evaluation.KupiecTest;
import io.credence.forecasting.evaluation.TailForecasts;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One model, raw or calibrated, over all series. */
final class Standing {

    private final String model;
    private final Map<String, ForecastPath> paths = new LinkedHashMap<>();
    private final Map<String, ReturnSeries> series = new LinkedHashMap<>();

    Standing(String model) {
        this.model = model;
    }

    String model() {
        return model;
    }

    void add(ReturnSeries each, ForecastPath path) {
        series.put(each.instrument(), each);
        paths.put(each.instrument(), path);
    }

    List<String> names() {
        return List.copyOf(paths.keySet());
    }

    /** Mean FZ0 of a series. */
    double joint(String name, int level) {
        return path(name).tail(level).meanScore();
    }

    /** Mean over series of FZ0. */
    double joint(int level) {
        return names().stream()
                .mapToDouble(name -> joint(name, level))
                .average()
                .orElse(Double.NaN);
    }

    double logScore(String name) {
        return mean(path(name).column(ForecastRow::logScore));
    }

    double crps(String name) {
        return mean(path(name).column(ForecastRow::crps));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    double kupiec(String name, int level) {
        return KupiecTest.withDefaults().test(path(name).tail(level).hits()).pValue();
    }

    double dynamicQuantile(String name, int level) {
        TailForecasts tail = path(name).tail(level);
        return DynamicQuantileTest.withDefaults()
                .test(tail.hits(), tail.valueAtRisk())
                .pValue();
    }

    double fitSeconds() {
        return paths.values().stream()
                .mapToDouble(path -> path.cost().fitSeconds())
                .sum();
    }

    private ForecastPath path(String name) {
        return Objects.requireNonNull(paths.get(name), name);
    }

    /** FZ0 of this less another's on one series, day by day. */
    double[] lead(Standing other, String name, int level) {
        TailForecasts own = path(name).tail(level);
        TailForecasts its = other.path(name).tail(level);
        return IntStream.range(0, own.days())
                .mapToDouble(day -> own.score(day) - its.score(day))
                .toArray();
    }

    /**
     * The test of the difference of series means: each day has the sum over the series that have that date, each over its number of days,
     * so that days on which all series were hit at once count as one.
     */
    DieboldMarianoTest.Result against(Standing other, int level) {
        TreeMap<Long, Double> days = new TreeMap<>();
        for (String name : names()) {
            double[] lead = lead(other, name, level);
            List<ForecastRow> rows = path(name).rows();
            for (int i = 0; i < lead.length; i++) {
                ReturnSeries own = Objects.requireNonNull(series.get(name), name);
                long day = own.times().get(rows.get(i).target()).getEpochSecond() / 86_400;
                days.merge(day, lead[i] / (lead.length * names().size()), Double::sum);
            }
        }
        return DieboldMarianoTest.withDefaults()
                .test(days.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
