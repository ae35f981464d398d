package io.credence.forecasting.dataset;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * One instrument's returns in time order.
 *
 * @param instrument its name
 * @param times the end of each return
 * @param returns log returns in percent
 * @param ranges the variance of each day by its open, high, low and close, percent squared; empty without them
 * @param repairs what was done to the rows
 */
public record ReturnSeries(String instrument, List<Instant> times, double[] returns, double[] ranges, Repairs repairs) {

    public ReturnSeries {
        times = List.copyOf(times);
        returns = returns.clone();
        ranges = ranges.clone();
    }

    @Override
    public double[] returns() {
        return returns.clone();
    }

    @Override
    public double[] ranges() {
        return ranges.clone();
    }

    /** The day of the week on which each return ended, in UTC: 1 (Monday) to 7. */
    public int[] weekdays() {
        return times.stream()
                .mapToInt(time -> time.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue())
                .toArray();
    }

    /** The date on which each return ended, in UTC: days since 1970-01-01. */
    public long[] dates() {
        return times.stream()
                .mapToLong(time -> Math.floorDiv(time.getEpochSecond(), 86_400))
                .toArray();
    }

    /** The number of returns. */
    public int size() {
        return returns.length;
    }

    /** The number of returns that end before an instant. */
    public int before(Instant instant) {
        return (int) times.stream().takeWhile(time -> time.isBefore(instant)).count();
    }
}
