/**
 * The Bayesian sequence model: an LSTM over streaming features whose head has a posterior, and whose outputs are residuals on
 * a volatility reference.
 *
 * <p>Decisions. The network learns what the reference misses, not the scale of returns: on another instrument, or after a
 * change of regime, it starts from a sane forecast. What it still misses in scale and tails is corrected online from its own
 * matured forecasts, per instrument and horizon, as part of the state; the alternative, a constant fitted on the end of the
 * training span, costs data and is stale within days.
 */
@NullMarked
package io.credence.forecasting.model.bayesian;

import org.jspecify.annotations.NullMarked;
