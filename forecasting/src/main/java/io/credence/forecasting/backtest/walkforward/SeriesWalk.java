package io.credence.forecasting.backtest.walkforward;

import io.credence.forecasting.dataset.BadDataException;
import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.distribution.TailForecast;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;
import io.credence.forecasting.model.univariate.UnivariateModel;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One model along one series. A forecast of return t is made from returns before t alone; parameters are estimated at the first scored return
 * and every {@code refit} returns from there. Up to {@value #WARM_UP} returns before it are forecast too, unscored, so that the
 * calibration layer begins with forecasts whose outcomes are known.
 */
public final class SeriesWalk {

    private static final int WARM_UP = 500;

    private final UnivariateModel model;
    private final ReturnSeries series;
    private final int from;
    private final WalkPlan plan;
    private final LongSupplier nanos;
    private final ReturnHistory history;
    private final List<Recorder> recorders;
    private @Nullable UnivariateFit fit;
    private long fitNanos;
    private long updateNanos;
    private int failedRefits;

    private SeriesWalk(UnivariateModel model, ReturnSeries series, int from, WalkPlan plan, LongSupplier nanos) {
        this.model = model;
        this.series = series;
        this.from = from;
        this.plan = plan;
        this.nanos = nanos;
        this.history = PanelBinding.history(series);
        long seed = plan.seed() * 31 + (series.instrument() + '/' + model.name()).hashCode();
        this.recorders = new ArrayList<>();
        plan.horizons().forEach(horizon -> recorders.add(new Recorder(horizon, plan, seed + horizon)));
    }

    /**
     * Walks.
     *
     * @param from the row of the first scored return
     * @param nanos a clock
     * @return per horizon that the model forecasts its path and its calibrated one
     * @throws BadDataException when too few returns come before {@code from}, or after it
     */
    public static List<ForecastPath> run(
            UnivariateModel model, ReturnSeries series, int from, WalkPlan plan, LongSupplier nanos) {
        int longest = plan.horizons().getLast();
        int fewest = model.fewestReturns() + plan.embargo();
        if (from < fewest || series.size() - from < longest) {
            throw new BadDataException(series.instrument() + " has " + series.size() + " returns, " + from
                    + " of them before the first forecast; " + model.name() + " needs at least " + fewest
                    + " before it and "
                    + longest + " after. Maybe begin elsewhere with --from, or use a longer history.");
        }
        return new SeriesWalk(model, series, from, plan, nanos).walk();
    }

    private List<ForecastPath> walk() {
        int start = Math.max(model.fewestReturns() + plan.embargo(), from - WARM_UP);
        UnivariatePredictor predictor = refitted(start);
        for (int t = start; t < series.size(); t++) {
            if (t > start && Math.floorMod(t - from, plan.refit()) == 0) {
                predictor = refitted(t, predictor);
            }
            forecast(t, predictor);
            long before = nanos.getAsLong();
            predictor.update(history.returnAt(t), history.rangeAt(t), history.weekdayAt(t));
            updateNanos += nanos.getAsLong() - before;
            for (Recorder recorder : recorders) {
                recorder.observe(t);
            }
        }
        ForecastPath.Cost cost =
                new ForecastPath.Cost(fitNanos * 1e-9, updateNanos * 1e-3 / (series.size() - start), failedRefits);
        return recorders.stream()
                .flatMap(recorder -> recorder.paths(series.instrument(), model.name(), cost).stream())
                .toList();
    }

    private void forecast(int t, UnivariatePredictor predictor) {
        for (Recorder recorder : List.copyOf(recorders)) {
            int target = t + recorder.horizon() - 1;
            if (target < series.size()) {
                forecast(t, target, predictor, recorder);
            }
        }
    }

    /** A horizon that the model has no forecast of is left out, unless it is the only one; before the first scored return it may still come. */
    private void forecast(int t, int target, UnivariatePredictor predictor, Recorder recorder) {
        long before = nanos.getAsLong();
        TailForecast forecast;
        try {
            forecast = predictor.forecast(recorder.horizon());
        } catch (IllegalArgumentException e) {
            if (t < from) {
                return;
            }
            recorders.remove(recorder);
            if (recorders.isEmpty()) {
                throw e;
            }
            return;
        }
        updateNanos += nanos.getAsLong() - before;
        recorder.add(target, forecast, realised(t, target), t >= from);
    }

    private double realised(int first, int last) {
        double sum = 0;
        for (int t = first; t <= last; t++) {
            sum += history.returnAt(t);
        }
        return sum;
    }

    private UnivariatePredictor refitted(int t, UnivariatePredictor present) {
        try {
            return refitted(t);
        } catch (IllegalArgumentException | ArithmeticException e) {
            // A refit that fails leaves the last parameters in force; the report counts it.
            failedRefits++;
            return present;
        }
    }

    private UnivariatePredictor refitted(int t) {
        int end = t - plan.embargo();
        ReturnHistory known = window(end);
        long before = nanos.getAsLong();
        fit = fit == null ? model.fit(known) : fit.refit(known);
        UnivariatePredictor predictor = fit.predictor();
        fitNanos += nanos.getAsLong() - before;
        for (int s = end; s < t; s++) {
            predictor.update(history.returnAt(s), history.rangeAt(s), history.weekdayAt(s));
        }
        return predictor;
    }

    private ReturnHistory window(int end) {
        if (plan.window() == 0 || plan.window() >= end) {
            return history.first(end);
        }
        int begin = end - plan.window();
        double[] ranges = history.hasRanges() ? Arrays.copyOfRange(history.ranges(), begin, end) : new double[0];
        return ReturnHistory.of(Arrays.copyOfRange(series.returns(), begin, end), ranges)
                .withWeekdays(Arrays.copyOfRange(series.weekdays(), begin, end))
                .withDates(Arrays.copyOfRange(series.dates(), begin, end));
    }
}
