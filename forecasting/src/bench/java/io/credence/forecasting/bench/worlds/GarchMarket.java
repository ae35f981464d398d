package io.credence.forecasting.bench.worlds;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.StaleReturn;
import io.credence.forecasting.distribution.StudentTLaw;
import io.credence.forecasting.distribution.TailForecast;
import java.util.SplittableRandom;

/**
 * GARCH(1, 1) with Student-t innovations, persistence 0.97 and unit variance, whose price is not renewed on a share of the days; on these the variance
 * stands still. Its truth is a closed form: a stale day's zero lies over both quantiles, which are those of t at {@code p / (1 - stale)}.
 */
final class GarchMarket implements World.Market {

    private static final StudentTLaw LAW = new StudentTLaw(6);
    private static final double MEAN = 0.03;

    private final double stale;
    private final SplittableRandom random;
    private double variance = 1;

    GarchMarket(double stale, SplittableRandom random) {
        this.stale = stale;
        this.random = random;
    }

    @Override
    public TailForecast truth() {
        return StaleReturn.of(new LocationScaleReturn(MEAN, Math.sqrt(variance), LAW), stale);
    }

    @Override
    public double next() {
        boolean moves = random.nextDouble() >= stale;
        double shock = Math.sqrt(variance) * LAW.quantile(random.nextDouble(1e-12, 1));
        if (moves) {
            variance = 0.03 + 0.08 * shock * shock + 0.89 * variance;
        }
        return moves ? MEAN + shock : 0;
    }
}
