package io.credence.forecasting.scoring;

import io.credence.forecasting.distribution.ForecastDistribution;

/**
 * The probability integral transform: F(y), and at an atom a point between F(y-) and F(y), so that it is uniform whenever the
 * forecast is right (Brockwell 2007).
 */
public final class Pit {

    private Pit() {}

    /**
     * @param uniform in [0, 1); places the transform within an atom's jump
     * @return in [0, 1]
     */
    public static double of(ForecastDistribution forecast, double realised, double uniform) {
        double below = forecast.cdfBelow(realised);
        double upTo = forecast.cdf(realised);
        return Math.clamp(below + uniform * (upTo - below), 0, 1);
    }
}
