/**
 * Which of three has moved when forecasts or their outcomes change: the market's own uncertainty, which the model knows; the model's uncertainty
 * about itself; or the agreement of forecasts and outcomes. Pure rules over the numbers of a monitor and of the forecasts.
 *
 * <p>The first two are rules on ratios of moving averages, with hysteresis, and carry no false-alarm bound: a notice costs a glance. The third is a
 * sequential test. A bound for all three was rejected: uncertainty moves all the time where forecasts are good.
 */
@NullMarked
package io.credence.forecasting.drift.cause;

import org.jspecify.annotations.NullMarked;
