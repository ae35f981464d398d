package io.credence.forecasting.model.bayesian;

import io.credence.bnn.likelihood.Baseline;
import io.credence.forecasting.feature.FeatureRow;

/** What the network's outputs are residuals of. */
final class References {

    /** In one-bar volatilities. Small: what is learnt of the direction is mostly the training week's. */
    private static final double LOCATION_UNIT = 0.3;

    private References() {}

    /**
     * The simple forecast of a horizon: the location is what comes back of the last return, whatever the horizon (a bounce
     * between bid and offer happens once); scale by the square root of time; an unchanged price less often in proportion to the
     * horizon; no scale under one price tick.
     *
     * @param correction added to the log scale
     */
    static Baseline of(FeatureRow row, int horizon, double correction) {
        double logScale = Math.log(row.volatility() * Math.sqrt(horizon)) + correction;
        double share = row.unchanged();
        double logit = Math.log(share / (1 - share)) - Math.log(horizon);
        return new Baseline(row.reversal(), LOCATION_UNIT * row.volatility(), logScale, logit, row.tick());
    }
}
