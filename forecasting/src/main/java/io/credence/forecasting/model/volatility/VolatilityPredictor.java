package io.credence.forecasting.model.volatility;

import io.credence.forecasting.distribution.EmpiricalLaw;
import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.model.univariate.UnivariatePredictor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volatility model in its state. One step ahead the forecast is exact; over more steps it is the law of 4,000 simulated
 * sums, whose innovations are the same stratified set for every forecast of a fit.
 */
public final class VolatilityPredictor implements UnivariatePredictor {

    private final double mean;
    private final Tracker tracker;
    private final StandardLaw law;
    private final Shocks.Lazy lazyShocks;
    private final List<int[]> orders = new ArrayList<>();
    private @Nullable Shocks shocks;

    VolatilityPredictor(double mean, Tracker tracker, StandardLaw law, Shocks.Lazy lazyShocks) {
        this.mean = mean;
        this.tracker = tracker;
        this.law = law;
        this.lazyShocks = lazyShocks;
    }

    /** The variance of the next return, in percent squared. */
    public double variance() {
        return tracker.variance();
    }

    @Override
    public LocationScaleReturn forecast(int horizon) {
        if (horizon < 1) {
            throw new IllegalArgumentException("horizon is " + horizon + "; it must be at least 1");
        }
        if (horizon == 1) {
            return new LocationScaleReturn(mean, Math.sqrt(tracker.variance()), law);
        }
        return new LocationScaleReturn(0, 1, EmpiricalLaw.of(sums(horizon)));
    }

    @Override
    public void update(double returnPercent, double rangeVariance) {
        tracker.update(returnPercent - mean, rangeVariance);
    }

    private double[] sums(int horizon) {
        Shocks drawn = shocks();
        double[] sums = new double[Shocks.PATHS];
        for (int path = 0; path < sums.length; path++) {
            Tracker ahead = tracker.copy();
            for (int step = 0; step < horizon; step++) {
                int stratum = order(step)[path];
                double variance = ahead.variance();
                double residual = Math.sqrt(variance) * drawn.innovation(stratum);
                sums[path] += mean + residual;
                ahead.update(residual, variance * drawn.range(stratum));
            }
        }
        return sums;
    }

    private Shocks shocks() {
        Shocks made = shocks;
        if (made == null) {
            made = lazyShocks.make();
            shocks = made;
        }
        return made;
    }

    private int[] order(int step) {
        while (orders.size() <= step) {
            orders.add(Shocks.order(orders.size()));
        }
        return orders.get(step);
    }
}
