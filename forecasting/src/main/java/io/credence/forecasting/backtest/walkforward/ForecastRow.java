package io.credence.forecasting.backtest.walkforward;

import java.util.Arrays;
import java.util.List;

/**
 * One forecast and what came of it. Numbers are rounded to single precision when it is made, so that a row read back from a file is the same.
 *
 * @param target the row of the last return of the horizon
 * @param realised the return over the horizon, percent
 * @param values see {@link #NAMES}; NaN where the model has none
 * @param valueAtRisk one per level, losses in percent, never falling
 * @param expectedShortfall one per level, none under its value at risk
 */
public record ForecastRow(
        int target, double realised, double[] values, double[] valueAtRisk, double[] expectedShortfall) {

    /** What {@link #values} holds, in this order. */
    public static final List<String> NAMES =
            List.of("mean", "sd", "epistemic_sd", "pit", "log_score", "crps", "q10", "q25", "q50", "q75", "q90");

    /** Probabilities of the quantiles among the names. */
    static final double[] QUANTILES = {0.1, 0.25, 0.5, 0.75, 0.9};

    public ForecastRow {
        realised = single(realised);
        values = rounded(values);
        valueAtRisk = rounded(valueAtRisk);
        expectedShortfall = rounded(expectedShortfall);
    }

    private static double single(double value) {
        return (float) value;
    }

    private static double[] rounded(double[] values) {
        return Arrays.stream(values).map(ForecastRow::single).toArray();
    }

    public double sd() {
        return values[1];
    }

    public double epistemicSd() {
        return values[2];
    }

    public double pit() {
        return values[3];
    }

    public double logScore() {
        return values[4];
    }

    public double crps() {
        return values[5];
    }
}
