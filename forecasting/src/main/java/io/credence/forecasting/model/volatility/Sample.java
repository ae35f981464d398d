package io.credence.forecasting.model.volatility;

import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.Arrays;

/**
 * A history as likelihoods read it.
 *
 * @param returns in percent
 * @param ranges range variances in percent squared, empty where there are none or all are zero
 * @param mean of the returns
 * @param variance of the returns
 * @param rangeRatio mean range variance over variance of the returns; 1 where there are no ranges
 * @param presample what stands before the first return
 */
record Sample(double[] returns, double[] ranges, double mean, double variance, double rangeRatio, Presample presample) {

    private static final int BACKCAST = 75;

    private static final double DECAY = 0.94;

    static Sample of(ReturnHistory history, Presample presample) {
        double[] returns = history.returnsFrom(0);
        double[] ranges = history.ranges();
        double mean = mean(returns);
        double variance = variance(returns, mean);
        if (!(variance > 0)) {
            throw new IllegalArgumentException("all " + returns.length + " returns are " + returns[0]
                    + "; a volatility model needs returns that vary. Maybe the price never moved?");
        }
        double ratio = ranges.length == 0 ? 0 : mean(ranges) / variance;
        return ratio > 0
                ? new Sample(returns, ranges, mean, variance, ratio, presample)
                : new Sample(returns, new double[0], mean, variance, 1, presample);
    }

    /** The variance of a history's returns. */
    static double variance(ReturnHistory history) {
        double[] returns = history.returnsFrom(0);
        return variance(returns, mean(returns));
    }

    /** The returns less a mean, over their conditional standard deviations. */
    double[] residuals(double mu, double[] variances) {
        double[] residuals = new double[size()];
        Arrays.setAll(residuals, t -> (returns[t] - mu) / Math.sqrt(variances[t]));
        return residuals;
    }

    int size() {
        return returns.length;
    }

    /** Whether there are ranges that tell anything. */
    boolean hasRanges() {
        return ranges.length > 0;
    }

    double deviation() {
        return Math.sqrt(variance);
    }

    /** What the recursion takes for |r - mu|^power before the first return. */
    double backcast(int power, double mu) {
        if (presample == Presample.VARIANCE) {
            return power == 2 ? variance + (mean - mu) * (mean - mu) : deviation();
        }
        double weight = 1;
        double weights = 0;
        double sum = 0;
        for (int t = 0; t < Math.min(BACKCAST, returns.length); t++) {
            double distance = Math.abs(returns[t] - mean);
            sum += weight * (power == 2 ? distance * distance : distance);
            weights += weight;
            weight *= DECAY;
        }
        // A quiet beginning must not start the recursion at zero.
        return Math.max(sum / weights, 1e-4 * (power == 2 ? variance : deviation()));
    }

    /** The derivative of {@link #backcast} by mu. */
    double backcastSlope(int power, double mu) {
        return presample == Presample.VARIANCE && power == 2 ? 2 * (mu - mean) : 0;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }
}
