package io.credence.forecasting.distribution;

/**
 * A forecast of how much a position may lose: value at risk and expected shortfall, as losses in percent of log return.
 *
 * <p>Most models forecast a whole {@link ForecastDistribution}. A quantile regression knows only the levels that it was
 * fitted at, and is this.
 */
public interface TailForecast {

    /**
     * The loss that is not exceeded with the level's probability: minus the quantile at {@code level.tail()}.
     *
     * @throws IllegalArgumentException when the level is none that the model was fitted at
     */
    double valueAtRisk(ConfidenceLevel level);

    /**
     * The mean loss in the worst {@code level.tail()} of cases; never under the value at risk.
     *
     * @throws IllegalArgumentException when the level is none that the model was fitted at
     */
    double expectedShortfall(ConfidenceLevel level);
}
