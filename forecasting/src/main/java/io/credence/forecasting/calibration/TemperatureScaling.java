package io.credence.forecasting.calibration;

import io.credence.forecasting.distribution.ForecastDistribution;
import java.util.List;

/**
 * Temperature scaling of forecast distributions (Guo et al. 2017, for a scale): the forecast of a return y about its median m is spread by a
 * factor s, {@code F_s(y) = F(m + (y - m) / s)}. The factor has the largest likelihood on forecasts whose outcomes are known, with a
 * prior that counts as {@link #PRIOR_DAYS} days in favour of 1, so that a few days change little.
 *
 * @param factor positive; over 1 where forecasts were too narrow
 */
public record TemperatureScaling(double factor) {

    /** Changes nothing. */
    public static final TemperatureScaling NONE = new TemperatureScaling(1);

    /** What the model's own scale counts for. */
    public static final double PRIOR_DAYS = 50;

    private static final double LARGEST_LOG = Math.log(3);
    private static final double LARGEST_MOVE = 0.3;
    private static final double STEP = 0.03;
    private static final int MOST_ROUNDS = 12;

    public TemperatureScaling {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor is " + factor + "; it must be positive and finite");
        }
    }

    /** A forecast and what was realised, in percent. */
    public record Known(ForecastDistribution forecast, double median, double realised) {

        public static Known of(ForecastDistribution forecast, double realised) {
            return new Known(forecast, forecast.quantile(0.5), realised);
        }
    }

    /** By maximum likelihood with the prior, within a third and three. */
    public static TemperatureScaling fit(List<Known> days) {
        return NONE.refit(days);
    }

    /** As {@link #fit}, from this factor on: newer days seldom move it far. Newton's steps, with differences for derivatives. */
    public TemperatureScaling refit(List<Known> days) {
        double log = Math.log(factor);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double left = objective(days, log - STEP);
            double middle = objective(days, log);
            double right = objective(days, log + STEP);
            double curvature = left - 2 * middle + right;
            double slope = (right - left) / 2;
            // Where the objective is not concave it is climbed by a plain step.
            double move = curvature < 0 ? -slope / curvature * STEP : Math.signum(slope) * LARGEST_MOVE;
            move = Math.clamp(move, -LARGEST_MOVE, LARGEST_MOVE);
            log = Math.clamp(log + move, -LARGEST_LOG, LARGEST_LOG);
            if (Math.abs(move) < 2e-3) {
                break;
            }
        }
        return new TemperatureScaling(Math.exp(log));
    }

    /** The information of a log scale is about 2 a day for a Gaussian: the prior is N(0, 1 / (2 PRIOR_DAYS)) of the log factor. */
    private static double objective(List<Known> days, double logFactor) {
        TemperatureScaling scaling = new TemperatureScaling(Math.exp(logFactor));
        double sum = -PRIOR_DAYS * logFactor * logFactor;
        for (Known day : days) {
            sum += scaling.logScore(day);
        }
        return sum;
    }

    /** The log density of the realised return under the scaled forecast, in nats. */
    public double logScore(Known day) {
        return day.forecast().logScore(inner(day)) - Math.log(factor);
    }

    /** The CRPS of it, in percent. */
    public double crps(Known day) {
        return factor * day.forecast().crps(inner(day));
    }

    /** The PIT of it. */
    public double pit(Known day, double uniform) {
        double below = day.forecast().cdfBelow(inner(day));
        double upTo = day.forecast().cdf(inner(day));
        return Math.clamp(below + uniform * (upTo - below), 0, 1);
    }

    /** The quantile of the scaled forecast. */
    public double quantile(ForecastDistribution forecast, double median, double probability) {
        return median + factor * (forecast.quantile(probability) - median);
    }

    private double inner(Known day) {
        return day.median() + (day.realised() - day.median()) / factor;
    }
}
