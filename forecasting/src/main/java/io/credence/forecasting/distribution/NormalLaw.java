package io.credence.forecasting.distribution;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal law. */
public record NormalLaw() implements StandardLaw {

    static final byte TAG = 1;

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double HALF_MEAN_DIFFERENCE = 1 / Math.sqrt(Math.PI);

    @Override
    public double logDensity(double z) {
        return STANDARD.logDensity(z);
    }

    @Override
    public double cdf(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    @Override
    public double quantile(double p) {
        return STANDARD.inverseCumulativeProbability(p);
    }

    @Override
    public double lowerTailMean(double p) {
        return -STANDARD.density(quantile(p)) / p;
    }

    @Override
    public double mean() {
        return 0;
    }

    @Override
    public double variance() {
        return 1;
    }

    /** Gneiting and Raftery (2007), equation 21. */
    @Override
    public double crps(double z) {
        return z * (2 * cdf(z) - 1) + 2 * STANDARD.density(z) - HALF_MEAN_DIFFERENCE;
    }

    @Override
    public byte[] encode() {
        return new byte[] {TAG};
    }
}
