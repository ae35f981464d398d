/**
 * The walk-forward backtest of one-series models on daily returns: fit on what is known, forecast, move on, refit. Each model's forecasts are
 * also passed through one calibration layer, the same for all, so that a gain of a model is not one of calibration.
 *
 * <p>Time is handed in as a supplier of nanoseconds: no result but the measured seconds depends on it.
 */
@NullMarked
package io.credence.forecasting.backtest.walkforward;

import org.jspecify.annotations.NullMarked;
