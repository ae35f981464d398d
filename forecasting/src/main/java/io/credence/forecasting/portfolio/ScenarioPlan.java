package io.credence.forecasting.portfolio;

import java.util.function.ToDoubleFunction;

/**
 * How scenarios are drawn. The same plan gives the same scenarios.
 *
 * @param strata of equal probability into which each replicate divides every name's distribution; at least 64
 * @param replicates in which names meet independently; at least 4, so that their spread tells the standard error
 * @param seed any number
 */
public record ScenarioPlan(int strata, int replicates, long seed) {

    /** 65,536 scenarios. */
    public static final ScenarioPlan STANDARD = new ScenarioPlan(2048, 32, 1);

    private static final int MOST = 1 << 22;

    public ScenarioPlan {
        if (strata < 64 || replicates < 4 || (long) strata * replicates > MOST) {
            throw new IllegalArgumentException("plan has " + strata + " strata and " + replicates
                    + " replicates; there must be at least 64 and 4, and at most " + MOST + " scenarios");
        }
    }

    public ScenarioPlan withSeed(long other) {
        return new ScenarioPlan(strata, replicates, other);
    }

    int scenarios() {
        return strata * replicates;
    }

    /**
     * A measure of all losses with its standard error, from the spread of the replicates' own.
     *
     * @param smooth losses of returns that are means of their strata: where in a stratum its points stand is no error,
     *     since all replicates together have them evenly spaced
     */
    Simulated simulated(Losses losses, Losses smooth, ToDoubleFunction<Losses> measure) {
        double value = measure.applyAsDouble(losses);
        double sum = 0;
        double squares = 0;
        for (int r = 0; r < replicates; r++) {
            double off = measure.applyAsDouble(smooth.part(r * strata, (r + 1) * strata)) - value;
            sum += off;
            squares += off * off;
        }
        double variance = (squares - sum * sum / replicates) / (replicates - 1);
        return new Simulated(value, Math.sqrt(Math.max(variance, 0) / replicates));
    }
}
