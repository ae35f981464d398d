/**
 * Bayesian volatility models of one series: the parameters of a GARCH-type recursion have a posterior, and a forecast is the
 * mixture over it.
 *
 * <p>Decisions. At each fit the posterior is sampled afresh by importance around its mode: seven or eight parameters and thousands of returns
 * leave it near a Gaussian, so that a heavy-tailed proposal there has an effective size of a good part of its draws, at a
 * hundredth of a Markov chain's cost. Between fits the draws are particles: each carries its own variance, and its weight
 * follows the likelihood of what comes.
 */
@NullMarked
package io.credence.forecasting.model.bayesian.volatility;

import org.jspecify.annotations.NullMarked;
