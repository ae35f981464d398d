package io.credence.forecasting.bench.worlds;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.distribution.NormalLaw;
import io.credence.forecasting.distribution.TailForecast;
import io.credence.forecasting.model.bayesian.stochastic.VolatilityFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Stochastic volatility with jumps: log variance is a chain with the moments of an autoregression of persistence 0.97 and deviation
 * 0.75 (60 coins, of which each is turned with probability 0.015 a day), and with probability 0.01 a Gaussian jump of deviation 4 is added. On the chain
 * the filter is exact, and so is the truth, a mixture of 122 Gaussians; given the state it is one of two.
 */
final class JumpMarket implements World.Market {

    private static final int COINS = 60;
    private static final double PERSISTENCE = 0.97;
    private static final double DEVIATION = 0.75;
    private static final double JUMPS = 0.01;
    private static final double JUMP_VARIANCE = 16;

    private final SplittableRandom random;
    private final double[] variances;
    private final VolatilityFilter filter;
    private int heads;

    JumpMarket(SplittableRandom random) {
        this.random = random;
        this.variances = Arrays.stream(VolatilityFilter.states(COINS + 1))
                .map(x -> Math.exp(DEVIATION * x - DEVIATION * DEVIATION / 2))
                .toArray();
        this.filter = VolatilityFilter.of(PERSISTENCE, COINS + 1, this::densities);
        this.heads = flips(COINS, 0.5);
    }

    private void densities(double value, double[] perState) {
        Arrays.setAll(
                perState,
                i -> (1 - JUMPS) * normal(value, variances[i]) + JUMPS * normal(value, variances[i] + JUMP_VARIANCE));
    }

    private static double normal(double value, double variance) {
        return Math.exp(-value * value / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    }

    @Override
    public TailForecast truth() {
        return mixture(filter.law());
    }

    @Override
    public TailForecast truthGivenState() {
        double[] certain = new double[variances.length];
        certain[heads] = 1;
        return mixture(certain);
    }

    private MixtureReturn mixture(double[] law) {
        List<LocationScaleReturn> parts = new ArrayList<>();
        double[] weights = new double[2 * law.length];
        for (int i = 0; i < law.length; i++) {
            weights[2 * i] = (1 - JUMPS) * law[i];
            weights[2 * i + 1] = JUMPS * law[i];
            parts.add(new LocationScaleReturn(0, Math.sqrt(variances[i]), new NormalLaw()));
            parts.add(new LocationScaleReturn(0, Math.sqrt(variances[i] + JUMP_VARIANCE), new NormalLaw()));
        }
        return new MixtureReturn(weights, parts);
    }

    @Override
    public double next() {
        double jump = random.nextDouble() < JUMPS ? JUMP_VARIANCE : 0;
        double value = Math.sqrt(variances[heads] + jump) * random.nextGaussian();
        filter.update(value);
        double turned = (1 - PERSISTENCE) / 2;
        heads += flips(COINS - heads, turned) - flips(heads, turned);
        return value;
    }

    private int flips(int coins, double chance) {
        int count = 0;
        for (int i = 0; i < coins; i++) {
            count += random.nextDouble() < chance ? 1 : 0;
        }
        return count;
    }
}
