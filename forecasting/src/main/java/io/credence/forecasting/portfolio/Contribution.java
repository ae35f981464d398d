package io.credence.forecasting.portfolio;

/**
 * What one name does to a risk measure, in the values' currency.
 *
 * @param standalone the measure of the name alone
 * @param marginal the derivative by the name's value: what one unit of currency more of it adds
 * @param component value times marginal; components add up to the measure (Euler; Tasche 1999)
 * @param incremental the measure less what it would be without the name
 */
public record Contribution(double standalone, double marginal, double component, double incremental) {}
