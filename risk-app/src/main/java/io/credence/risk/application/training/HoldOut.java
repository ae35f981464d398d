package io.credence.risk.application.training;

import io.credence.forecasting.distribution.ScoreMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How a history is parted: a challenger learns from bars that end at or before {@code trainUntil}, and is compared at the
 * {@code origins} after. The tail is a fifth of the history, at most a day's bars, and at most half of what has come since the champion
 * was trained and chosen, so that a challenger has learnt something that the champion has not; but never fewer than the
 * comparison needs.
 */
record HoldOut(Instant trainUntil, int origins) {

    /** Bars of a change that a challenger must have learnt from, the longest horizon's wait included. */
    static final int FEWEST_SINCE = ScoreMap.FEWEST + 50;

    /**
     * @param ends of the bars, each once, in time order
     * @param used the champion has seen the bars up to here; the epoch when it has seen none
     * @param bar the length of a bar
     * @param fewest origins that the comparison needs
     */
    static HoldOut of(List<Instant> ends, Instant used, Duration bar, int fewest) {
        // The last end is an origin whose outcome is not known yet.
        int tail = Math.max(fewest + 1, wished(ends, used, bar));
        if (tail >= ends.size()) {
            return new HoldOut(Instant.EPOCH, 0);
        }
        Instant start = ends.get(ends.size() - tail - 1);
        Instant trainUntil = start.isAfter(used) ? start : used;
        long after = ends.stream().filter(trainUntil::isBefore).count();
        return new HoldOut(trainUntil, (int) after);
    }

    /**
     * After a change: a third of the bars since is held back, at least what the comparison needs.
     *
     * @param since when it changed
     * @return without origins when the rest would be too few to learn the change from
     */
    static HoldOut since(List<Instant> ends, Instant since, int fewest) {
        long after = ends.stream().filter(end -> !end.isBefore(since)).count();
        int tail = (int) Math.max(fewest + 1, after / 3);
        return after < tail + FEWEST_SINCE
                ? new HoldOut(Instant.EPOCH, 0)
                : new HoldOut(ends.get(ends.size() - tail - 1), tail);
    }

    private static int wished(List<Instant> ends, Instant used, Duration bar) {
        long day = Math.max(1, Duration.ofDays(1).dividedBy(bar));
        long since = ends.stream().filter(used::isBefore).count();
        return (int) Math.min(Math.min(ends.size() / 5, day), since / 2);
    }
}
