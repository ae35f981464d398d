package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.Arrays;

/** The log posterior density of unbounded coordinates, but for a constant. */
final class StochasticPosterior {

    /** States of the chain: more change forecasts by less than their Monte Carlo error. */
    static final int STATES = 21;

    private static final double FARTHEST = 15;

    /** Within a tenth of a posterior deviation at 6,000 returns. */
    private static final double TOLERANCE = 1e-6;

    private static final double STEP = 2e-2;

    private final double[] returns;
    private final StochasticPrior prior;
    private final double logVariance;
    private final double tick;

    StochasticPosterior(ReturnHistory history, StochasticPrior prior) {
        this.returns = history.returnsFrom(0);
        this.prior = prior;
        this.logVariance =
                Math.log(Arrays.stream(returns).map(r -> r * r).average().orElse(0));
        this.tick = Arrays.stream(returns)
                .map(Math::abs)
                .filter(size -> size > 0)
                .min()
                .orElseThrow(() -> new IllegalArgumentException("all " + returns.length
                        + " returns are zero: there is no volatility to estimate. Maybe the price never moves."));
    }

    StochasticParameters parameters(double[] u) {
        return StochasticParameters.of(u, logVariance);
    }

    /** Before any return. */
    VolatilityFilter filter(double[] u) {
        return parameters(u).filter(STATES, tick);
    }

    /** After the first so many returns. */
    VolatilityFilter filtered(double[] u, int count) {
        VolatilityFilter filter = filter(u);
        for (int t = 0; t < count; t++) {
            filter.update(returns[t]);
        }
        return filter;
    }

    int size() {
        return returns.length;
    }

    double logDensity(double[] u) {
        VolatilityFilter filter = filter(u);
        double sum = prior.logDensity(u);
        for (double each : returns) {
            sum += filter.update(each);
        }
        return Double.isNaN(sum) ? Double.NEGATIVE_INFINITY : sum;
    }

    /** Of its mode and curvature. */
    NumericalPosterior numerical() {
        return new NumericalPosterior(this::logDensity, returns.length);
    }
}
