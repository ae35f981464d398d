package io.credence.forecasting.drift;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One forecast's outcome, as a monitor sees it.
 *
 * @param origin the number of the bar that the forecast was made on, at least 0; with a horizon of h bars, origins that differ by
 *     less than h have outcomes that overlap
 * @param at when the outcome was known
 * @param pit the probability integral transform of the realised return, in [0, 1]; low is a loss
 * @param tailLoss null where the forecast has no expected shortfall: the bets on it then rest
 */
public record Observation(
        long origin, Instant at, double pit, @Nullable TailLoss tailLoss) {

    /** Refuses a PIT that is no probability, NaN among them. */
    public Observation {
        if (origin < 0) {
            throw new IllegalArgumentException("origin is " + origin + "; it must be at least 0");
        }
        if (!(pit >= 0 && pit <= 1)) {
            throw new IllegalArgumentException(
                    "PIT is " + pit + "; it must lie in [0, 1]. Maybe the forecast failed: leave the bar out");
        }
    }

    /** Of a PIT alone. */
    public static Observation of(long origin, Instant at, double pit) {
        return new Observation(origin, at, pit, null);
    }
}
