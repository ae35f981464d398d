package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.model.univariate.Estimate;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateFit;

/** The posteriors of a {@link PanelVolatility} on one instrument's history. */
public final class PanelVolatilityFit implements UnivariateFit {

    private final PanelVolatility model;
    private final PooledVolatilityFit pooled;

    PanelVolatilityFit(PanelVolatility model, PooledVolatilityFit pooled) {
        this.model = model;
        this.pooled = pooled;
    }

    /** As {@link PooledVolatilityFit#estimate}. */
    @Override
    public Estimate estimate() {
        return pooled.estimate();
    }

    @Override
    public PooledVolatilityPredictor predictor() {
        return pooled.predictor();
    }

    /** With priors from what the panel shows by then. */
    @Override
    public PanelVolatilityFit refit(ReturnHistory history) {
        return new PanelVolatilityFit(model, model.at(history).fit(history, pooled));
    }
}
