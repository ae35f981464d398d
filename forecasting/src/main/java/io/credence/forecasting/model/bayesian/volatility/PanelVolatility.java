package io.credence.forecasting.model.bayesian.volatility;

import io.credence.bnn.random.Key;
import io.credence.forecasting.model.univariate.PanelModel;
import io.credence.forecasting.model.univariate.ReturnHistory;
import io.credence.forecasting.model.univariate.UnivariateModel;
import java.util.List;

/**
 * {@link PooledVolatility} over many instruments, partially pooled: the prior of an instrument's recursions is what the other instruments'
 * returns say of theirs ({@link PanelPrior}), so that a short history leans on the panel and a long one speaks for itself. A fit
 * sees rows of others dated before its own last row.
 */
public final class PanelVolatility implements PanelModel {

    private static final String NAME = "panel";

    private final Key key;
    private final InstrumentPanel panel;
    private final int own;

    private PanelVolatility(Key key, InstrumentPanel panel, int own) {
        this.key = key;
        this.panel = panel;
        this.own = own;
    }

    /** Over no instruments: then it is {@link PooledVolatility} by another name. */
    public static PanelVolatility withDefaults() {
        return new PanelVolatility(Key.of(0), new InstrumentPanel(List.of()), 0);
    }

    @Override
    public PanelVolatility over(List<ReturnHistory> histories) {
        return new PanelVolatility(key, new InstrumentPanel(histories), 0);
    }

    @Override
    public UnivariateModel ofInstrument(int index) {
        if (index < 0 || index >= panel.size()) {
            throw new IllegalArgumentException(
                    "instrument is " + index + "; it must be at least 0 and under the panel's " + panel.size());
        }
        return new PanelVolatility(key, panel, index);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int fewestReturns() {
        return PooledVolatility.withDefaults().fewestReturns();
    }

    @Override
    public PanelVolatilityFit fit(ReturnHistory history) {
        history.require(fewestReturns(), NAME);
        return new PanelVolatilityFit(this, at(history).fit(history));
    }

    /** The model with the priors that the panel gives by the end of a history. */
    PooledVolatility at(ReturnHistory history) {
        PooledVolatility general = PooledVolatility.withKey(key);
        if (panel.size() < 2) {
            return general;
        }
        long date = history.dateAt(history.size() - 1);
        return general.withPriors(panel.prior(Family.RANGE_GJR, own, date), panel.prior(Family.SMOOTH_HAR, own, date));
    }
}
