package io.credence.forecasting.model.univariate;

import io.credence.forecasting.distribution.StudentTLaw;
import java.util.SplittableRandom;

/** Returns of a GJR(1,1) with Student-t innovations, and range variances that scatter about the true variance. */
public final class SimulatedReturns {

    private SimulatedReturns() {}

    /** With unconditional variance 1 and persistence 0.97. */
    public static ReturnHistory gjr(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StudentTLaw law = new StudentTLaw(6);
        double[] returns = new double[count];
        double[] ranges = new double[count];
        double variance = 1;
        for (int t = 0; t < count; t++) {
            double residual = Math.sqrt(variance) * law.quantile(random.nextDouble(1e-9, 1));
            returns[t] = 0.03 + residual;
            ranges[t] = variance * Math.exp(0.4 * random.nextGaussian() - 0.3);
            variance = 0.03 + (residual < 0 ? 0.12 : 0.04) * residual * residual + 0.89 * variance;
        }
        return ReturnHistory.of(returns, ranges);
    }

    /** Whose log variance is a first-order autoregression with noise of its own: returns alone tell little of it. */
    public static ReturnHistory stochasticVolatility(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] returns = new double[count];
        double[] ranges = new double[count];
        double logVariance = 0;
        for (int t = 0; t < count; t++) {
            logVariance = 0.97 * logVariance + 0.25 * random.nextGaussian();
            returns[t] = Math.exp(logVariance / 2) * random.nextGaussian();
            ranges[t] = Math.exp(logVariance + 0.4 * random.nextGaussian());
        }
        return ReturnHistory.of(returns, ranges);
    }
}
