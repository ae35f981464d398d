package io.credence.forecasting.evaluation;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * One p-value for forecasts of h days made every day. Their outcomes overlap, but every h-th does not: a test is made on each of the
 * h offsets, and {@code min(1, 2 mean p)} is a p-value however these depend on each other (Rueschendorf 1982; Vovk and Wang 2020).
 */
public final class OverlappingHorizon {

    private OverlappingHorizon() {}

    /**
     * @param horizon in days, at least 1
     * @param pValueOfOffset the p-value from days offset, offset + h, offset + 2h ...
     */
    public static double pValue(int horizon, IntToDoubleFunction pValueOfOffset) {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon is " + horizon + "; it must be at least 1 day");
        }
        if (horizon == 1) {
            return pValueOfOffset.applyAsDouble(0);
        }
        double mean = IntStream.range(0, horizon)
                .mapToDouble(pValueOfOffset)
                .average()
                .orElseThrow();
        return Math.min(1, 2 * mean);
    }

    /** Every step-th value from an offset. */
    public static double[] every(double[] values, int step, int offset) {
        return TailForecasts.thin(values, step, offset);
    }
}
