package io.credence.forecasting.model.bayesian;

import io.credence.bnn.predictive.HurdleStudentT;
import io.credence.bnn.predictive.PosteriorInterval;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.distribution.Interval;

/**
 * The predictive distribution of a network as that of a log return in percent: an atom at zero, since prices often do not
 * move, and else a Student-t whose parameters have a posterior.
 */
public record BayesianReturn(HurdleStudentT predictive) implements ForecastDistribution {

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are not of this distribution
     */
    public static BayesianReturn decode(byte[] bytes) {
        return new BayesianReturn(HurdleStudentT.decode(bytes));
    }

    /** The probability of an unchanged price. */
    public double unchanged() {
        return predictive.atom();
    }

    @Override
    public double cdf(double y) {
        return predictive.cdf(y);
    }

    @Override
    public double cdfBelow(double y) {
        return predictive.cdfBelow(y);
    }

    @Override
    public double quantile(double p) {
        return predictive.quantile(p);
    }

    @Override
    public double mean() {
        return predictive.mean();
    }

    @Override
    public double aleatoricVariance() {
        return predictive.aleatoricVariance();
    }

    @Override
    public double epistemicVariance() {
        return predictive.epistemicVariance();
    }

    @Override
    public double expectedShortfall(ConfidenceLevel level) {
        return 0.0 - predictive.tailMean(level.tail());
    }

    @Override
    public Interval valueAtRiskInterval(ConfidenceLevel level, double mass) {
        return asLoss(predictive.quantileInterval(level.tail(), mass));
    }

    @Override
    public Interval expectedShortfallInterval(ConfidenceLevel level, double mass) {
        return asLoss(predictive.tailMeanInterval(level.tail(), mass));
    }

    @Override
    public double crps(double y) {
        return predictive.crps(y);
    }

    @Override
    public double logScore(double y) {
        return predictive.logDensity(y);
    }

    @Override
    public byte[] encode() {
        return predictive.encode();
    }

    private static Interval asLoss(PosteriorInterval returns) {
        return new Interval(0.0 - returns.high(), 0.0 - returns.low());
    }
}
