package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.distribution.SkewedTLaw;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * How much wider returns are, and how much heavier their tails, by the day of the week on which their forecast is made: a weekend
 * follows Friday, a short Sunday session may follow it too. The data are ratios of absolute returns to their own exponential
 * average, pooled as {@link WeekdayMoments} says. Ranges have factors of their own.
 *
 * <p>It is the day of the last known return that counts, never that of the next: which day that will be, holidays and dropped rows make
 * uncertain.
 */
final class WeekdayEffect {

    private static final int DAYS = WeekdayMoments.DAYS;

    private static final int MONTH = 22;

    /** Gain of the average that a day is compared with: that of a month. */
    private static final double GAIN = -Math.expm1(-1.0 / MONTH);

    /** A ratio over this says no more: one crash must not make a day's factor. */
    private static final double LARGEST = 8;

    private static final int PASSES = 2;

    /** Tails are made no heavier than this many degrees of freedom. */
    private static final double LEAST_FREEDOM = 2.5;

    private final double[] returns;
    private final double[] heaviness;
    private final double[] ranges;
    private final int[] next;

    private WeekdayEffect(double[] returns, double[] heaviness, double[] ranges, int[] next) {
        this.returns = returns;
        this.heaviness = heaviness;
        this.ranges = ranges;
        this.next = next;
    }

    static WeekdayEffect of(ReturnHistory history) {
        WeekdayMoments moments = moments(history, t -> Math.abs(history.returnAt(t)));
        double[] ranges = history.hasRanges()
                ? moments(history, t -> Math.sqrt(history.rangeAt(t))).factors()
                : ones();
        return new WeekdayEffect(moments.factors(), moments.heaviness(), ranges, successors(history));
    }

    private static double[] ones() {
        double[] ones = new double[DAYS];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static int before(ReturnHistory history, int t) {
        return t > 0 ? history.weekdayAt(t - 1) : 0;
    }

    private static WeekdayMoments moments(ReturnHistory history, IntToDoubleFunction size) {
        WeekdayMoments moments = moments(history, size, ones());
        for (int pass = 1; pass < PASSES; pass++) {
            moments = moments(history, size, moments.factors());
        }
        return moments;
    }

    /** Ratios to an average of sizes that are levelled by the factors so far. */
    private static WeekdayMoments moments(ReturnHistory history, IntToDoubleFunction size, double[] soFar) {
        WeekdayMoments moments = new WeekdayMoments();
        double average = mean(history, size);
        for (int t = 0; t < history.size(); t++) {
            int day = before(history, t);
            double own = size.applyAsDouble(t);
            moments.add(day, average > 0 ? Math.min(own / average, LARGEST) : 1);
            average += GAIN * (own / soFar[day] - average);
        }
        return moments;
    }

    private static double mean(ReturnHistory history, IntToDoubleFunction size) {
        int early = Math.min(MONTH, history.size());
        double mean = 0;
        for (int t = 0; t < early; t++) {
            mean += size.applyAsDouble(t) / early;
        }
        return mean;
    }

    /** The day that mostly follows each. */
    private static int[] successors(ReturnHistory history) {
        int[][] counts = new int[DAYS][DAYS];
        for (int t = 1; t < history.size(); t++) {
            counts[history.weekdayAt(t - 1)][history.weekdayAt(t)]++;
        }
        int[] next = new int[DAYS];
        for (int day = 0; day < DAYS; day++) {
            for (int other = 1; other < DAYS; other++) {
                next[day] = counts[day][other] > counts[day][next[day]] ? other : next[day];
            }
        }
        return next;
    }

    /** The factor of a return whose forecast is made on a day. */
    double ofReturn(int weekday) {
        return returns[weekday];
    }

    /**
     * The law of the next return on a day, from that of a levelled one: where the day's tails are heavier a skewed t has
     * fewer degrees of freedom and the same mean absolute value.
     */
    LocationScaleReturn onDay(int weekday, double mean, double deviation, StandardLaw law) {
        double factor = returns[weekday];
        if (heaviness[weekday] <= 1 || !(law instanceof SkewedTLaw t)) {
            return new LocationScaleReturn(factor * mean, factor * deviation, law);
        }
        double own = meanAbsolute(t.freedom());
        double freedom = freedom(own / heaviness[weekday], t.freedom());
        double wider = own / meanAbsolute(freedom);
        return new LocationScaleReturn(factor * mean, factor * deviation * wider, new SkewedTLaw(freedom, t.skew()));
    }

    /** The same of each part. */
    MixtureReturn onDay(int weekday, MixtureReturn level) {
        return new MixtureReturn(
                level.weights(),
                level.parts().stream()
                        .map(part -> onDay(weekday, part.location(), part.scale(), part.law()))
                        .toList());
    }

    /** Of a t with variance 1. */
    private static double meanAbsolute(double freedom) {
        double logDensity = LogGamma.value((freedom + 1) / 2)
                - LogGamma.value(freedom / 2)
                - 0.5 * Math.log(Math.PI * (freedom - 2));
        return 2 * Math.exp(logDensity) * (freedom - 2) / (freedom - 1);
    }

    /** The degrees of freedom with a mean absolute value, by bisection under those of a lighter tail. */
    private static double freedom(double target, double most) {
        double low = Math.min(LEAST_FREEDOM, most);
        double high = most;
        for (int i = 0; i < 30; i++) {
            double middle = (low + high) / 2;
            if (meanAbsolute(middle) < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The factor of the root of a range variance. */
    double ofRange(int weekday) {
        return ranges[weekday];
    }

    /** The day that mostly follows one. */
    int after(int weekday) {
        return next[weekday];
    }

    /** The history as it would be if all days were alike. */
    ReturnHistory levelled(ReturnHistory history) {
        double[] level = new double[history.size()];
        double[] levelRanges = new double[history.hasRanges() ? history.size() : 0];
        for (int t = 0; t < level.length; t++) {
            int day = before(history, t);
            level[t] = history.returnAt(t) / returns[day];
            if (levelRanges.length > 0) {
                levelRanges[t] = history.rangeAt(t) / (ranges[day] * ranges[day]);
            }
        }
        return ReturnHistory.of(level, levelRanges);
    }
}
