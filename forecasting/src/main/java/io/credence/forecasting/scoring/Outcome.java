package io.credence.forecasting.scoring;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import java.util.List;

/**
 * What a forecast was worth once its return was known.
 *
 * @param realised the return over the horizon, in percent
 * @param pit the probability integral transform, in [0, 1]; drawn uniformly between F(y-) and F(y) at an atom
 * @param crps in percent
 * @param logScore in nats
 * @param exceeded per standard level, whether the loss was over the value at risk
 */
public record Outcome(double realised, double pit, double crps, double logScore, List<Boolean> exceeded) {

    /**
     * Scores a forecast.
     *
     * @param uniform in [0, 1); places the PIT between F(y-) and F(y)
     */
    public static Outcome of(ForecastDistribution forecast, double realised, double uniform) {
        double upTo = forecast.cdf(realised);
        double pit = Pit.of(forecast, realised, uniform);
        // The return lies under the quantile at p exactly when F(y) < p: no quantile need be found again.
        List<Boolean> exceeded = ConfidenceLevel.STANDARD.stream()
                .map(level -> upTo < level.tail())
                .toList();
        return new Outcome(realised, pit, forecast.crps(realised), forecast.logScore(realised), exceeded);
    }
}
