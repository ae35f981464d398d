package io.credence.risk.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Removes what is old, by the stream's own time, so that what is left can still be verified. */
public interface RetentionStore {

    /**
     * Removes forecasts, scores and monitor states older than {@code keep} before the newest tick, as far as whole partitions of the tables
     * and whole seals go; scores are summed up by day first. Bars, alerts, incidents and training runs stay.
     *
     * @return what was removed; empty where there is nothing to remove yet, or another replica is at it
     */
    Optional<Cut> remove(Duration keep);

    /** Stores what is older than that by columns where the database can; elsewhere nothing happens. */
    void compress(Duration after);

    /**
     * What was removed.
     *
     * @param before the origins of all that is gone are earlier
     */
    record Cut(Instant before, long forecasts) {}
}
