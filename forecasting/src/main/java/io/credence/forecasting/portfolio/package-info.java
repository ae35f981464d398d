/**
 * Risk of several positions together. Marginal forecasts stay as they are; {@link Dependence} is a t copula, fitted to how
 * past forecasts' PITs went together; {@link Scenarios} draws from both; {@link PortfolioRisk} reads VaR, ES and what each
 * name adds.
 *
 * <p>Amounts are in one currency, whatever it is: scaling all values scales all figures. A return x in percent is a log
 * return, so that a position of value v loses {@code -v (exp(x / 100) - 1)}; a short position has a negative value.
 *
 * <p>A t copula lets names move together in all extremes, also in those of one name's own news, where a hedge does not hold:
 * books of long and short positions had 2.6 % of losses over VaR 99 % on real stocks, all-long ones 1.2 %.
 *
 * <p>Not taken: dynamic conditional correlation. The copula's margins are filtered already, and its correlation is that of
 * the newest rows; with a few hundred of them the noise of a correlation is larger than what a recursion over it would
 * follow.
 */
@NullMarked
package io.credence.forecasting.portfolio;

import org.jspecify.annotations.NullMarked;
