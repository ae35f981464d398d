package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.model.volatility.VolatilityModel;
import java.util.Arrays;

/**
 * Independent normal priors of the unbounded coordinates of a (range-fed) GJR with skewed t, in the order of
 * {@link Coordinates}. All are free of scale: they see returns in units of their deviation.
 *
 * @param mean of each coordinate
 * @param deviation of each coordinate, positive; infinite for a flat prior
 */
record VolatilityPrior(double[] mean, double[] deviation) {

    /**
     * Says little, and keeps a short or odd history sane. Medians, and what 95 % of the prior lies between: mean return 0 (a fifth of a
     * deviation); long-run variance that of the sample (a seventh to seven times); persistence 0.97 (0.75 to 0.997);
     * news' share of it 0.18 (0.02 to 0.7); share of news from negative returns 0.62 (0.08 to 0.97); the range's share 0.62
     * (0.08 to 0.97); degrees of freedom 7 (3 to 19); lambda 0 (0.37).
     */
    static final VolatilityPrior WEAKLY_INFORMATIVE = new VolatilityPrior(
            new double[] {0, 0, 3.5, -1.5, 0.5, 0.5, -0.9, 0}, new double[] {0.1, 1, 1.2, 1.25, 1.5, 1.5, 1, 0.4});

    /**
     * For {@link VolatilityModel#smoothHar}, with the same mean and shapes. Medians, and what 95 % of the prior lies between: constant 0.1
     * deviations (0.01 to 0.8); each average's weight 0.3 (0.02 to 2).
     */
    static final VolatilityPrior OF_AVERAGES = new VolatilityPrior(
            new double[] {0, -3.4, -2.2, -2.2, -2.2, -0.9, 0}, new double[] {0.1, 1.25, 1.5, 1.5, 1.5, 1, 0.4});

    /** The posterior's mode is then the maximum of the likelihood. */
    static final VolatilityPrior FLAT = new VolatilityPrior(new double[8], flat());

    private static double[] flat() {
        double[] deviation = new double[8];
        Arrays.fill(deviation, Double.POSITIVE_INFINITY);
        return deviation;
    }

    /** Minus half the squared distance of one coordinate, in deviations. */
    double logDensity(int coordinate, double u) {
        double distance = (u - mean[coordinate]) / deviation[coordinate];
        return -0.5 * distance * distance;
    }

    double slope(int coordinate, double u) {
        return -(u - mean[coordinate]) / deviation[coordinate] / deviation[coordinate];
    }
}
