/**
 * Monitors that watch, in a stream and in constant memory, whether forecasts are still calibrated. Their evidence is an
 * e-value: under the hypothesis that all is well its expectation is at most 1 at any stopping time, so an alarm at 1/alpha
 * is false with a probability of at most alpha, however often one looks.
 *
 * <p>Decisions that look like mistakes. The first test of a stream spends alpha and all later ones together a second alpha, not one alpha in
 * all: what a reader asks of the first alarm is its own level, and spending less of it there costs every stream half a nat. Overlapping
 * horizons raise an alarm by the richest lane at h/alpha and not by the lanes' mean: each lane's evidence is valid only when its own bets are
 * settled. The bets' shares and the prior of starts favour scales that are too narrow, from the first bar or within some thousands of bars;
 * they move delays, never the bound.
 */
@NullMarked
package io.credence.forecasting.drift;

import org.jspecify.annotations.NullMarked;
