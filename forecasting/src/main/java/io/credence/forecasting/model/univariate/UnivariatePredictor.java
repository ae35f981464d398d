package io.credence.forecasting.model.univariate;

import io.credence.forecasting.distribution.TailForecast;

/**
 * A fitted model in its state after some return, ready for the next. Mutable, of one thread; an update costs the same
 * however long the history is.
 */
public interface UnivariatePredictor {

    /**
     * The forecast of the sum of the next returns, in percent: a
     * {@link io.credence.forecasting.distribution.ForecastDistribution} from every model but a quantile regression.
     *
     * @param horizon how many returns, at least 1
     * @throws IllegalArgumentException when the model has no forecast at this horizon
     */
    TailForecast forecast(int horizon);

    /**
     * Moves on by one return.
     *
     * @param returnPercent the realised log return
     * @param rangeVariance of the same day in percent squared, or NaN where there is none; models fed with ranges fall back
     *     to what they expected it to be
     */
    void update(double returnPercent, double rangeVariance);

    /**
     * Moves on by one return whose day of the week is known. Models without a calendar take no notice of the day.
     *
     * @param weekday on which the return ended, 1 (Monday) to 7, or 0 where it is not known
     */
    default void update(double returnPercent, double rangeVariance, int weekday) {
        update(returnPercent, rangeVariance);
    }
}
