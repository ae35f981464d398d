package io.credence.forecasting.backtest.walkforward;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.Comparator;
import java.util.List;

/**
 * How a series is walked.
 *
 * @param levels of value at risk and expected shortfall, rising
 * @param horizons in days, rising, each at least 1
 * @param refit parameters are estimated anew every so many days, at least 1
 * @param window how many of the latest returns a fit sees; 0 for all
 * @param embargo how many returns just before a forecast no fit sees, at least 0; the state has seen them
 * @param seed places PITs within atoms
 */
public record WalkPlan(
        List<ConfidenceLevel> levels, List<Integer> horizons, int refit, int window, int embargo, long seed) {

    public WalkPlan {
        levels = levels.stream()
                .sorted(Comparator.comparingDouble(ConfidenceLevel::value))
                .distinct()
                .toList();
        horizons = horizons.stream().sorted().distinct().toList();
        if (levels.isEmpty() || horizons.isEmpty() || horizons.getFirst() < 1) {
            throw new IllegalArgumentException("levels are " + levels + " and horizons " + horizons
                    + "; there must be one of each, and each horizon at least 1 day");
        }
        if (refit < 1 || window < 0 || embargo < 0) {
            throw new IllegalArgumentException(
                    "refit is every " + refit + " days, the window " + window + " and the embargo " + embargo
                            + "; the first must be at least 1, the others at least 0. Maybe --refit 21?");
        }
    }

    /** Expanding window, no embargo. */
    public static WalkPlan of(List<ConfidenceLevel> levels, List<Integer> horizons, int refit, long seed) {
        return new WalkPlan(levels, horizons, refit, 0, 0, seed);
    }

    /** With a rolling window of this many returns; 0 for an expanding one. */
    public WalkPlan withWindow(int returns) {
        return new WalkPlan(levels, horizons, refit, returns, embargo, seed);
    }

    /** With this many returns kept from every fit. */
    public WalkPlan withEmbargo(int returns) {
        return new WalkPlan(levels, horizons, refit, window, returns, seed);
    }
}
