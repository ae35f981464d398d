package io.credence.forecasting.backtest.walkforward;

import io.credence.forecasting.calibration.TemperatureScaling;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.TailForecast;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Scores one model's forecasts of one horizon, as they are and calibrated. A forecast teaches the calibration when its last return is known,
 * and not before.
 */
final class Recorder {

    private static final int TEMPERATURE_DAYS = 250;
    private static final int TEMPERATURE_EVERY = 63;

    private final int horizon;
    private final List<ConfidenceLevel> levels;
    private final SplittableRandom random;
    private final CalibratedTails tails;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Deque<TemperatureScaling.Known> known = new ArrayDeque<>();
    private final List<ForecastRow> raw = new ArrayList<>();
    private final List<ForecastRow> calibrated = new ArrayList<>();
    private TemperatureScaling temperature = TemperatureScaling.NONE;
    private int sinceFit;
    private double gain;

    Recorder(int horizon, WalkPlan plan, long seed) {
        this.horizon = horizon;
        this.levels = plan.levels();
        this.random = new SplittableRandom(seed);
        this.tails = new CalibratedTails(plan.levels());
    }

    private record Pending(ForecastRow row, TemperatureScaling.@Nullable Known known, TemperatureScaling tried) {}

    int horizon() {
        return horizon;
    }

    /**
     * @param realised known here to score with; what calibrates sees it only through {@link #observe}
     * @param keep false while the calibration warms up
     */
    void add(int target, TailForecast forecast, double realised, boolean keep) {
        double[] risk = levels.stream().mapToDouble(forecast::valueAtRisk).toArray();
        double[] shortfall =
                levels.stream().mapToDouble(forecast::expectedShortfall).toArray();
        // Quantiles are found by iteration: a rounding error must not put shortfall inside value at risk.
        Arrays.setAll(shortfall, i -> Math.max(risk[i], shortfall[i]));
        TemperatureScaling.Known day =
                forecast instanceof ForecastDistribution whole ? TemperatureScaling.Known.of(whole, realised) : null;
        double uniform = random.nextDouble();
        ForecastRow row =
                new ForecastRow(target, realised, values(day, TemperatureScaling.NONE, uniform), risk, shortfall);
        if (keep) {
            raw.add(row);
            double[][] pair = tails.calibrate(row.valueAtRisk(), row.expectedShortfall());
            calibrated.add(new ForecastRow(target, realised, values(day, trusted(), uniform), pair[0], pair[1]));
        }
        pending.addLast(new Pending(row, day, temperature));
    }

    private static double[] values(TemperatureScaling.@Nullable Known day, TemperatureScaling scaling, double uniform) {
        double[] values = new double[ForecastRow.NAMES.size()];
        if (day == null) {
            Arrays.fill(values, Double.NaN);
            return values;
        }
        ForecastDistribution forecast = day.forecast();
        values[0] = day.median() + scaling.factor() * (forecast.mean() - day.median());
        values[1] = scaling.factor() * Math.sqrt(forecast.variance());
        values[2] = scaling.factor() * Math.sqrt(forecast.epistemicVariance());
        values[3] = scaling.pit(day, uniform);
        values[4] = scaling.logScore(day);
        values[5] = scaling.crps(day);
        for (int i = 0; i < ForecastRow.QUANTILES.length; i++) {
            values[6 + i] = scaling.quantile(forecast, day.median(), ForecastRow.QUANTILES[i]);
        }
        return values;
    }

    /** The temperature, if it has gained log score on the days it was tried on so far: a window of a year can mislead for the next. */
    private TemperatureScaling trusted() {
        return gain > 0 ? temperature : TemperatureScaling.NONE;
    }

    /** The return of a row is known: so are the outcomes of the forecasts that end there. */
    void observe(int row) {
        while (!pending.isEmpty() && pending.getFirst().row().target() <= row) {
            Pending done = pending.removeFirst();
            tails.observe(done.row());
            if (done.known() != null) {
                known.addLast(done.known());
                gain += done.tried().logScore(done.known()) - TemperatureScaling.NONE.logScore(done.known());
            }
            if (known.size() > TEMPERATURE_DAYS) {
                known.removeFirst();
            }
            if (++sinceFit % TEMPERATURE_EVERY == 0 && !known.isEmpty()) {
                temperature = temperature.refit(List.copyOf(known));
            }
        }
    }

    List<ForecastPath> paths(String instrument, String model, ForecastPath.Cost cost) {
        return List.of(
                new ForecastPath(instrument, model, horizon, levels, raw, cost),
                new ForecastPath(instrument, model + ForecastPath.CALIBRATED, horizon, levels, calibrated, cost));
    }
}
