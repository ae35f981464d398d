package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.model.volatility.Innovation;
import io.credence.forecasting.model.volatility.VolatilityModel;

/** The recursions that have a prior here. */
enum Family {
    /** GJR with the day's range. */
    RANGE_GJR(VolatilityModel.rangeGjr(Innovation.SKEWED_T), VolatilityPrior.WEAKLY_INFORMATIVE, true),
    /** Three exponential averages of volatility. */
    SMOOTH_HAR(VolatilityModel.smoothHar(Innovation.SKEWED_T), VolatilityPrior.OF_AVERAGES, false);

    private final VolatilityModel model;
    private final VolatilityPrior prior;
    private final boolean persistent;

    Family(VolatilityModel model, VolatilityPrior prior, boolean persistent) {
        this.model = model;
        this.prior = prior;
        this.persistent = persistent;
    }

    VolatilityModel model() {
        return model;
    }

    VolatilityPrior prior() {
        return prior;
    }

    /** Whether its working parameters 1 and 2 are the log of a constant and a persistence. */
    boolean hasPersistence() {
        return persistent;
    }
}
