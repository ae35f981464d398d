package io.credence.forecasting.model.univariate;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * Returns of one instrument, oldest first, and beside each the variance that its day's range tells of, where there is OHLC, and the day of
 * the week and the date, where those are known.
 *
 * <p>A prefix shares its arrays with the whole, so that an expanding window costs nothing; they are never written.
 */
public final class ReturnHistory {

    private final double[] returns;
    private final double[] ranges;
    private final int[] weekdays;
    private final long[] dates;
    private final int size;

    private ReturnHistory(double[] returns, double[] ranges, int[] weekdays, long[] dates, int size) {
        this.returns = returns;
        this.ranges = ranges;
        this.weekdays = weekdays;
        this.dates = dates;
        this.size = size;
    }

    /**
     * Returns alone.
     *
     * @param returns in percent, copied
     * @throws IllegalArgumentException when one is not finite
     */
    public static ReturnHistory of(double[] returns) {
        return of(returns, new double[0]);
    }

    /**
     * Returns and ranges.
     *
     * @param returns in percent, copied
     * @param ranges a variance in percent squared for each return, as {@code dataset.ReturnSeries} has it; empty where there is no OHLC
     * @throws IllegalArgumentException when a value is not finite, a range is negative, or there are not as many
     */
    public static ReturnHistory of(double[] returns, double[] ranges) {
        if (ranges.length != 0 && ranges.length != returns.length) {
            throw new IllegalArgumentException("there are " + returns.length + " returns and " + ranges.length
                    + " ranges; there must be as many, or no ranges");
        }
        for (int i = 0; i < returns.length; i++) {
            check("return", i, returns[i], Double.isFinite(returns[i]), "finite");
        }
        for (int i = 0; i < ranges.length; i++) {
            check("range", i, ranges[i], ranges[i] >= 0 && Double.isFinite(ranges[i]), "finite and not negative");
        }
        return new ReturnHistory(returns.clone(), ranges.clone(), new int[0], new long[0], returns.length);
    }

    private static void check(String what, int row, double value, boolean fine, String allowed) {
        if (!fine) {
            throw new IllegalArgumentException(what + " " + row + " is " + value + "; it must be " + allowed
                    + ". Maybe a price is missing or zero: repair or drop its row.");
        }
    }

    /**
     * With the day of the week on which each return ended.
     *
     * @param days 1 (Monday) to 7 for each return, copied; empty where they are not known
     * @throws IllegalArgumentException when there are not as many as returns, or one is no day
     */
    public ReturnHistory withWeekdays(int[] days) {
        if (days.length != 0 && days.length != returns.length) {
            throw new IllegalArgumentException("there are " + returns.length + " returns and " + days.length
                    + " weekdays; there must be as many, or none");
        }
        for (int day : days) {
            if (day < 1 || day > 7) {
                throw new IllegalArgumentException("weekday is " + day + "; it must be from 1 (Monday) to 7");
            }
        }
        return new ReturnHistory(returns, ranges, days.clone(), dates, size);
    }

    /**
     * With the date on which each return ended, so that rows of several instruments can be told apart by time.
     *
     * @param days since 1970-01-01 for each return, rising, copied
     * @throws IllegalArgumentException when there are not as many as returns, or they fall
     */
    public ReturnHistory withDates(long[] days) {
        if (days.length != returns.length) {
            throw new IllegalArgumentException(
                    "there are " + returns.length + " returns and " + days.length + " dates; there must be as many");
        }
        for (int t = 1; t < days.length; t++) {
            if (days[t] < days[t - 1]) {
                throw new IllegalArgumentException("date " + t + " is day " + days[t] + ", before day " + days[t - 1]
                        + " of the row above. Maybe sort the rows by date.");
            }
        }
        return new ReturnHistory(returns, ranges, weekdays, days.clone(), size);
    }

    /** The first so many returns. */
    public ReturnHistory first(int count) {
        if (count < 0 || count > size) {
            throw new IllegalArgumentException("first " + count + " of " + size + " returns asked for");
        }
        return new ReturnHistory(returns, ranges, weekdays, dates, count);
    }

    /** The returns that a test of their values keeps, with what stands beside them. */
    public ReturnHistory where(DoublePredicate kept) {
        int[] rows = IntStream.range(0, size).filter(t -> kept.test(returns[t])).toArray();
        return new ReturnHistory(
                picked(returns, rows),
                hasRanges() ? picked(ranges, rows) : ranges,
                weekdays.length > 0 ? IntStream.of(rows).map(t -> weekdays[t]).toArray() : weekdays,
                hasDates() ? IntStream.of(rows).mapToLong(t -> dates[t]).toArray() : dates,
                rows.length);
    }

    private static double[] picked(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(t -> values[t]).toArray();
    }

    public int size() {
        return size;
    }

    /** Whether there is a range beside each return. */
    public boolean hasRanges() {
        return ranges.length > 0;
    }

    /** Return t in percent. */
    public double returnAt(int t) {
        return returns[t];
    }

    /** The range variance of day t, or NaN where there is no OHLC. */
    public double rangeAt(int t) {
        return hasRanges() ? ranges[t] : Double.NaN;
    }

    /** The day of the week on which return t ended, 1 (Monday) to 7, or 0 where it is not known. */
    public int weekdayAt(int t) {
        return weekdays.length > 0 ? weekdays[t] : 0;
    }

    /** Whether the date of each return is known. */
    public boolean hasDates() {
        return dates.length > 0;
    }

    /**
     * The date on which return t ended, in days since 1970-01-01.
     *
     * @throws IllegalStateException when dates are not known
     */
    public long dateAt(int t) {
        if (!hasDates()) {
            throw new IllegalStateException("dates of these returns are not known. Maybe call withDates first.");
        }
        return dates[t];
    }

    /** The returns that ended before a date, in days since 1970-01-01. */
    public ReturnHistory before(long date) {
        int count = size;
        while (count > 0 && dateAt(count - 1) >= date) {
            count--;
        }
        return first(count);
    }

    /** A copy of the returns from a row on. */
    public double[] returnsFrom(int row) {
        return Arrays.copyOfRange(returns, row, size);
    }

    /** A copy of the ranges, empty where there are none. */
    public double[] ranges() {
        return hasRanges() ? Arrays.copyOf(ranges, size) : ranges;
    }

    /**
     * Refuses a history that is too short for a model.
     *
     * @throws IllegalArgumentException with both figures
     */
    public void require(int fewest, String model) {
        if (size < fewest) {
            throw new IllegalArgumentException("history has " + size + " returns; " + model + " needs at least "
                    + fewest + ". Maybe begin the test part later.");
        }
    }
}
