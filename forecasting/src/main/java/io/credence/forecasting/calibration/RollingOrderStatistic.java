package io.credence.forecasting.calibration;

import io.credence.forecasting.distribution.ConfidenceLevel;

/**
 * Split conformal prediction on a rolling window (Vovk, Gammerman and Shafer 2005): value at risk is moved by the
 * {@code ceil((n + 1)(1 - alpha))}-th smallest of the last n scores {@code (loss - VaR) / ES}, so that of exchangeable days the loss exceeds it
 * with a probability of at most alpha. Expected shortfall moves along.
 */
public final class RollingOrderStatistic implements TailLayer {

    private final ConfidenceLevel level;
    private final RollingScores scores;

    private RollingOrderStatistic(ConfidenceLevel level, int window) {
        this.level = level;
        this.scores = new RollingScores(window);
    }

    /** Over the last days, as 250; forecasts pass unchanged until the window holds {@code 1 / alpha} of them. */
    public static RollingOrderStatistic of(ConfidenceLevel level, int window) {
        return new RollingOrderStatistic(level, window);
    }

    @Override
    public Tail calibrate(Tail forecast) {
        return scores.size() + 1 < 1 / level.tail() ? forecast : forecast.moved(scores.conformal(level.value()));
    }

    @Override
    public void observe(Tail forecast, double loss) {
        scores.add(forecast.score(loss));
    }
}
