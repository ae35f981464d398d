package io.credence.forecasting.model;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import java.util.List;

/** A predictor that can say which of its inputs moved a forecast. Used by one thread at a time, as the predictor is. */
public interface Attributing {

    /**
     * Explains the forecast that is made at the end of the last of these bars.
     *
     * @param state of the instrument before the first bar; not changed
     * @param bars as many as lags are wanted, in order, at least one
     * @param horizon one of the predictor's, in bars
     * @throws IllegalArgumentException when there is no bar or no such horizon
     * @throws IllegalStateException when no forecast is made at that bar, or its value at risk is 0, which nothing moves
     */
    Attribution attribution(Instrument instrument, byte[] state, List<Bar> bars, int horizon, ConfidenceLevel level);
}
