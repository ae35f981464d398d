package io.credence.forecasting.drift.familiar;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Page's (1954) cumulative sum for a known fault: normal scores N(0, s^2) against N(0, 1). {@code S <- max(0, S + log ratio)}, alarm at h. No
 * monitor with the same mean time between false alarms finds that very fault sooner (Moustakides 1986); for another one, or an unknown
 * start of it, it has no word.
 */
public final class Cusum implements PitAlarm {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double BOUND = 8;

    private final double scale;
    private final double threshold;
    private double sum;

    private Cusum(double scale, double threshold) {
        this.scale = scale;
        this.threshold = threshold;
    }

    /**
     * @param scale of the faulty scores, above 0 and not 1
     * @param threshold h, in nats
     */
    public static Cusum ofScale(double scale, double threshold) {
        if (!(scale > 0) || scale == 1) {
            throw new IllegalArgumentException("scale is " + scale + "; it must be above 0 and not 1. Maybe 1.25");
        }
        return new Cusum(scale, threshold);
    }

    @Override
    public boolean add(double pit) {
        PitAlarm.check(pit);
        double z = Math.clamp(NORMAL.inverseCumulativeProbability(pit), -BOUND, BOUND);
        sum = Math.max(0, sum - Math.log(scale) + 0.5 * z * z * (1 - 1 / (scale * scale)));
        return sum >= threshold;
    }

    /** The present sum. */
    public double sum() {
        return sum;
    }
}
