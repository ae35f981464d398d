/**
 * Bayesian volatility models of one series: the parameters of a GARCH-type recursion have a posterior, and a forecast is the
 * mixture over it.
 *
 * <p>Decisions. At each fit the posterior is sampled afresh by importance around its mode: seven or eight parameters and thousands of returns
 * leave it near a Gaussian, so that a heavy-tailed proposal there has an effective size of a good part of its draws, at a
 * hundredth of a Markov chain's cost. Between fits the draws are particles: each carries its own variance, and its weight
 * follows the likelihood of what comes.
 *
 * <p>The default pools the log scales of two recursions whose posteriors are apart. Estimated together under one likelihood, as the geometric
 * mean of both variances, they scored worse on rows before the test period (FZ0 .9515 against .9403 at 97.5 %), and so did a regression
 * of the log scale on averages, leverage and other recursions (.9532), though its log score was the better: each member
 * must be right by itself.
 *
 * <p>Over a panel it is the parameters of the recursions that are pooled ({@link PanelVolatility}). Tried and left out, on rows before the test
 * period of four markets, eight exchange rates and 45 shares: a last layer, linear in fourteen features (averages of returns and ranges over
 * 5 to 250 days, leverage over a day, a week and a month, the mean shock of all others on the day before), that learns the residual of the log
 * scale, with the panel's posterior as each instrument's prior. It gained log score everywhere, .007, .003 and .001 nat, and lost FZ0 at
 * 97.5 % everywhere, .003, .002 and .010: a scale that is sharper in the middle is not the better one in the tail. Without the others'
 * shocks, or fitted to each series alone, the picture is the same.
 */
@NullMarked
package io.credence.forecasting.model.bayesian.volatility;

import org.jspecify.annotations.NullMarked;
