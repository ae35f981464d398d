package io.credence.forecasting.model.univariate;

import java.util.SplittableRandom;

/** Returns whose volatility has a life of its own: nothing that was seen decides it. */
public final class HiddenReturns {

    private HiddenReturns() {}

    /** Gaussian with deviation 0.6 in calm and 2 in turmoil, which stay from day to day with probability 0.99 and 0.97. */
    public static ReturnHistory regimes(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] returns = new double[count];
        boolean turmoil = false;
        for (int t = 0; t < count; t++) {
            returns[t] = (turmoil ? 2 : 0.6) * random.nextGaussian();
            turmoil = random.nextDouble() < (turmoil ? 0.97 : 0.01);
        }
        return ReturnHistory.of(returns);
    }

    /** Log variance is an autoregression of persistence 0.97 and deviation 0.75; on one day in a hundred a jump of deviation 4 is added. */
    public static ReturnHistory jumps(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] returns = new double[count];
        double state = random.nextGaussian();
        for (int t = 0; t < count; t++) {
            returns[t] = Math.exp(0.375 * state) * random.nextGaussian();
            returns[t] += random.nextDouble() < 0.01 ? 4 * random.nextGaussian() : 0;
            state = 0.97 * state + Math.sqrt(1 - 0.97 * 0.97) * random.nextGaussian();
        }
        return ReturnHistory.of(returns);
    }
}
