package io.credence.forecasting.drift;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * An observation as the bets see it.
 *
 * @param score the PIT's normal score, within {@link #BOUND}
 * @param shortfall the e-value of the tail loss; NaN where there is none
 */
record Signal(double pit, double score, double shortfall) {

    /** Scores end here, so that no single outlier decides. */
    static final double BOUND = 4;

    static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    static Signal of(Observation observation) {
        double pit = observation.pit();
        double score = Math.clamp(NORMAL.inverseCumulativeProbability(pit), -BOUND, BOUND);
        TailLoss loss = observation.tailLoss();
        return new Signal(pit, score, loss == null ? Double.NaN : loss.eValue());
    }
}
