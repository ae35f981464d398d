package io.credence.forecasting.evaluation;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.scoring.FisslerZiegel;
import java.util.stream.IntStream;

/**
 * Forecasts of value at risk and expected shortfall at one level, and the returns that followed, one of each per day.
 *
 * @param realised returns in percent
 * @param valueAtRisk losses in percent
 * @param expectedShortfall losses in percent, none under its value at risk
 */
public record TailForecasts(
        ConfidenceLevel level, double[] realised, double[] valueAtRisk, double[] expectedShortfall) {

    public TailForecasts {
        if (realised.length != valueAtRisk.length || realised.length != expectedShortfall.length) {
            throw new IllegalArgumentException("days of returns, VaR and ES are " + realised.length + ", "
                    + valueAtRisk.length + " and " + expectedShortfall.length + "; they must be the same");
        }
        for (int day = 0; day < realised.length; day++) {
            if (!(expectedShortfall[day] >= valueAtRisk[day]) || !Double.isFinite(realised[day])) {
                throw new IllegalArgumentException("day " + day + " has return " + realised[day] + ", VaR "
                        + valueAtRisk[day] + " and ES " + expectedShortfall[day]
                        + "; ES must not be under VaR and all must be finite. Maybe the sign is that of a return?");
            }
        }
        realised = realised.clone();
        valueAtRisk = valueAtRisk.clone();
        expectedShortfall = expectedShortfall.clone();
    }

    @Override
    public double[] realised() {
        return realised.clone();
    }

    @Override
    public double[] valueAtRisk() {
        return valueAtRisk.clone();
    }

    @Override
    public double[] expectedShortfall() {
        return expectedShortfall.clone();
    }

    /** The number of days. */
    public int days() {
        return realised.length;
    }

    /** The days on which the loss was over the value at risk. */
    public Hits hits() {
        int[] at = IntStream.range(0, days()).filter(this::exceeded).toArray();
        return new Hits(level, days(), at);
    }

    /** The mean of FZ0, in percent returns; lower is better. */
    public double meanScore() {
        return IntStream.range(0, days()).mapToDouble(this::score).average().orElse(Double.NaN);
    }

    /** FZ0 of one day. */
    public double score(int day) {
        return FisslerZiegel.score(level, valueAtRisk[day], expectedShortfall[day], realised[day]);
    }

    /** Every step-th day from an offset: for a horizon of that many days, outcomes that share nothing. */
    public TailForecasts every(int step, int offset) {
        return new TailForecasts(
                level,
                thin(realised, step, offset),
                thin(valueAtRisk, step, offset),
                thin(expectedShortfall, step, offset));
    }

    static double[] thin(double[] values, int step, int offset) {
        return IntStream.range(0, values.length)
                .filter(day -> day % step == offset)
                .mapToDouble(day -> values[day])
                .toArray();
    }

    boolean exceeded(int day) {
        return -realised[day] > valueAtRisk[day];
    }

    double loss(int day) {
        return -realised[day];
    }

    double var(int day) {
        return valueAtRisk[day];
    }

    /** The expected shortfall of a day, never so small that a ratio to it is noise. */
    double es(int day) {
        return Math.max(expectedShortfall[day], FisslerZiegel.SMALLEST_SHORTFALL);
    }
}
