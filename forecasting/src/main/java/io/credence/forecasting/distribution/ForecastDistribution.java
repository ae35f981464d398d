package io.credence.forecasting.distribution;

/**
 * The forecast distribution of one log return, in percent. It may hold atoms: {@link #cdf} is right-continuous and
 * {@link #cdfBelow} its left limit.
 *
 * <p>An implementation is an immutable value. All of its methods are pure and finite for finite arguments.
 */
public interface ForecastDistribution extends TailForecast {

    /** The probability of a return at or under y. */
    double cdf(double y);

    /** The probability of a return strictly under y. */
    double cdfBelow(double y);

    /**
     * The smallest y with {@code cdf(y) >= p}.
     *
     * @param p strictly between 0 and 1
     */
    double quantile(double p);

    double mean();

    /** The part of the variance that is noise of the market: the mean of the conditional variance. Percent squared. */
    double aleatoricVariance();

    /** The part of the variance that is ignorance of the model: the variance of the conditional mean. Percent squared. */
    double epistemicVariance();

    /** The total variance, which is the sum of its two parts. */
    default double variance() {
        return aleatoricVariance() + epistemicVariance();
    }

    @Override
    default double valueAtRisk(ConfidenceLevel level) {
        // Not a minus sign: an atom's quantile of 0 must not become a loss of -0.0.
        return 0.0 - quantile(level.tail());
    }

    /**
     * The central posterior interval of the value at risk itself: how sure the model is of the figure. A single point for
     * a model without parameter uncertainty.
     *
     * @param mass its posterior probability, as 0.9
     */
    Interval valueAtRiskInterval(ConfidenceLevel level, double mass);

    /** As {@link #valueAtRiskInterval}, of the expected shortfall. */
    Interval expectedShortfallInterval(ConfidenceLevel level, double mass);

    /** The continuous ranked probability score of the realised return, in percent; lower is better. */
    double crps(double y);

    /** The log density of the realised return (the log mass where y is an atom), in nats; higher is better. */
    double logScore(double y);

    /** The bytes from which the predictor that made it decodes an equal value. */
    byte[] encode();
}
