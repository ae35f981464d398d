package io.credence.forecasting.backtest.walkforward;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.evaluation.TailForecasts;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All forecasts of one model for one instrument and horizon.
 *
 * @param model its name; that of a calibrated one ends in {@link #CALIBRATED}
 * @param rows in time order
 * @param cost what it took
 */
public record ForecastPath(
        String instrument, String model, int horizon, List<ConfidenceLevel> levels, List<ForecastRow> rows, Cost cost) {

    /** The end of a calibrated model's name. */
    public static final String CALIBRATED = "+cal";

    /**
     * What a walk took.
     *
     * @param fitSeconds all fits together
     * @param updateMicros one forecast and one move of the state, mean
     * @param failedRefits how often a refit failed and the last parameters went on
     */
    public record Cost(double fitSeconds, double updateMicros, int failedRefits) {}

    public ForecastPath {
        levels = List.copyOf(levels);
        rows = List.copyOf(rows);
    }

    /** The forecasts of a level, given by its place among {@link #levels}. */
    public TailForecasts tail(int level) {
        return new TailForecasts(
                levels.get(level),
                column(ForecastRow::realised),
                column(row -> row.valueAtRisk()[level]),
                column(row -> row.expectedShortfall()[level]));
    }

    /** One number of every row. */
    public double[] column(ToDoubleFunction<ForecastRow> number) {
        return rows.stream().mapToDouble(number).toArray();
    }

    /** Whether the forecasts are whole distributions, with scores and PITs. */
    public boolean isWhole() {
        return !rows.isEmpty() && !Double.isNaN(rows.getFirst().pit());
    }
}
