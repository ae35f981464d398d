package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.Arrays;

/** The log posterior density of a {@link LatentStructure}'s coordinates, but for the prior's constant. */
final class LatentPosterior {

    /** Returns before the last so many are left out: a regime of decades ago tells of the next at a cost, not at a gain. */
    static final int MEMORY = 2000;

    private final LatentStructure structure;
    private final double[] returns;
    private final double logVariance;

    private LatentPosterior(LatentStructure structure, double[] returns, double logVariance) {
        this.structure = structure;
        this.returns = returns;
        this.logVariance = logVariance;
    }

    static LatentPosterior of(LatentStructure structure, ReturnHistory history) {
        double[] returns = remembered(history);
        double square = Arrays.stream(returns).map(r -> r * r).average().orElse(0);
        if (!(square > 0)) {
            throw new IllegalArgumentException("all " + returns.length
                    + " returns are zero: there is no volatility to estimate. Maybe the price never moves.");
        }
        return new LatentPosterior(structure, returns, Math.log(square));
    }

    /** Of the same coordinates, on another history. */
    LatentPosterior on(ReturnHistory history) {
        return new LatentPosterior(structure, remembered(history), logVariance);
    }

    private static double[] remembered(ReturnHistory history) {
        return history.returnsFrom(Math.max(0, history.size() - MEMORY));
    }

    LatentStructure structure() {
        return structure;
    }

    double[] start() {
        return structure.prior().mean();
    }

    HiddenMarkov at(double[] u) {
        return structure.at(u, logVariance);
    }

    /** After all returns. */
    VolatilityFilter filtered(double[] u) {
        VolatilityFilter filter = at(u).filter();
        for (double each : returns) {
            filter.update(each);
        }
        return filter;
    }

    double logDensity(double[] u) {
        VolatilityFilter filter = at(u).filter();
        double sum = structure.prior().logDensity(u);
        for (double each : returns) {
            sum += filter.update(each);
        }
        return Double.isNaN(sum) ? Double.NEGATIVE_INFINITY : sum;
    }

    NumericalPosterior numerical() {
        return new NumericalPosterior(this::logDensity, returns.length);
    }
}
