/**
 * Stochastic volatility of returns: log variance is an autoregression of its own noise, as {@link
 * io.credence.forecasting.model.bayesian.stochastic.StochasticVolatility} says. For horizons of weeks it knows what a recursion on squared
 * returns does not: that volatility itself is uncertain on the way.
 *
 * <p>Decisions. The latent state is summed out on a Markov chain instead of being sampled beside the parameters: the likelihood is then a plain
 * function of five numbers, the posterior needs no Markov chain Monte Carlo, and each draw follows the data at constant cost. The
 * model is not among those that {@code backtest --models all} runs: a fit takes seconds, and is meant for few origins.
 */
@NullMarked
package io.credence.forecasting.model.bayesian.stochastic;

import org.jspecify.annotations.NullMarked;
