package io.credence.forecasting.drift.familiar;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/** The share of returns inside the central interval, over a rolling window, beside its binomial band. */
public final class RollingCoverage implements PitAlarm {

    private final double tail;
    private final Ring ring;
    private final int fewest;
    private final int most;
    private int inside;

    private RollingCoverage(double tail, Ring ring, int fewest, int most) {
        this.tail = tail;
        this.ring = ring;
        this.fewest = fewest;
        this.most = most;
    }

    /**
     * @param coverage of the central interval, as 0.95
     * @param window in bars
     * @param significance the probability of lying outside the band at one look
     */
    public static RollingCoverage of(double coverage, int window, double significance) {
        if (!(coverage > 0 && coverage < 1 && significance > 0 && significance < 1)) {
            throw new IllegalArgumentException("coverage is " + coverage + " and significance " + significance
                    + "; both must lie between 0 and 1. Maybe 0.95 and 0.01");
        }
        BinomialDistribution law = BinomialDistribution.of(window, coverage);
        return new RollingCoverage(
                (1 - coverage) / 2,
                new Ring(window),
                law.inverseCumulativeProbability(significance / 2),
                law.inverseSurvivalProbability(significance / 2));
    }

    @Override
    public boolean add(double pit) {
        PitAlarm.check(pit);
        int covered = pit >= tail && pit <= 1 - tail ? 1 : 0;
        inside += covered - Math.max(0, ring.push(covered));
        return ring.isFull() && (inside < fewest || inside > most);
    }

    /** The share inside. */
    public double coverage() {
        return ring.filled() == 0 ? Double.NaN : (double) inside / ring.filled();
    }

    /** The lowest share within the band. */
    public double lowest() {
        return (double) fewest / ring.length();
    }

    /** The highest share within the band. */
    public double highest() {
        return (double) most / ring.length();
    }
}
