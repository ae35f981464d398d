package io.credence.forecasting.bench.worlds;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.distribution.NormalLaw;
import io.credence.forecasting.distribution.TailForecast;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Calm and turmoil: Gaussian returns whose deviation is 0.6 or 2, kept from day to day with probability 0.99 and 0.97. The truth is the mixture by
 * Hamilton's filter (1989); given the state it is that of the regime which the next day has.
 */
final class RegimeMarket implements World.Market {

    private static final double[] KEPT = {0.99, 0.97};
    private static final List<LocationScaleReturn> LAWS = List.of(
            new LocationScaleReturn(0.05, 0.6, new NormalLaw()), new LocationScaleReturn(-0.05, 2, new NormalLaw()));

    private final SplittableRandom random;
    private int regime;
    /** Of turmoil on the next day; at first its long-run share. */
    private double turmoil = (1 - KEPT[0]) / (2 - KEPT[0] - KEPT[1]);

    RegimeMarket(SplittableRandom random) {
        this.random = random;
        this.regime = random.nextDouble() < turmoil ? 1 : 0;
    }

    @Override
    public TailForecast truth() {
        return new MixtureReturn(new double[] {1 - turmoil, turmoil}, LAWS);
    }

    @Override
    public TailForecast truthGivenState() {
        return LAWS.get(regime);
    }

    @Override
    public double next() {
        double value = LAWS.get(regime).quantile(random.nextDouble(1e-12, 1));
        filter(value);
        regime = random.nextDouble() < KEPT[regime] ? regime : 1 - regime;
        return value;
    }

    private void filter(double value) {
        double calm = (1 - turmoil) * Math.exp(LAWS.get(0).logScore(value));
        double wild = turmoil * Math.exp(LAWS.get(1).logScore(value));
        double posterior = wild / (calm + wild);
        turmoil = (1 - posterior) * (1 - KEPT[0]) + posterior * KEPT[1];
    }
}
