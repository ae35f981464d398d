package io.credence.bnn.inference.moment;

import io.credence.bnn.distribution.GaussHermite;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * A Gaussian whose mean and log scale are themselves Gaussian: {@code y ~ N(f, exp(2 s))}.
 *
 * @param mean of f
 * @param variance of f: what the weights do not know, the epistemic part
 * @param logScale mean of s
 * @param logScaleVariance of s
 */
public record MomentForecast(double mean, double variance, double logScale, double logScaleVariance) {

    private static final GaussHermite RULE = GaussHermite.of(10);

    /**
     * From what leaves a network, whose log scale is held near that of the targets it learnt from: {@code s = centre + 2 tanh(raw / 2)}, its
     * moments by ten-node quadrature.
     *
     * @param centre {@link TrainedWeights#logScale}
     */
    public static MomentForecast bounded(double mean, double variance, double raw, double rawVariance, double centre) {
        double sd = Math.sqrt(rawVariance);
        double first = 0;
        for (int i = 0; i < RULE.size(); i++) {
            first += RULE.weight(i) * Math.tanh((raw + sd * RULE.node(i)) / BoundedScale.REACH);
        }
        double spread = 0;
        for (int i = 0; i < RULE.size() && rawVariance > 0; i++) {
            double away = Math.tanh((raw + sd * RULE.node(i)) / BoundedScale.REACH) - first;
            spread += RULE.weight(i) * away * away;
        }
        double reach = BoundedScale.REACH;
        return new MomentForecast(mean, variance, centre + reach * first, reach * reach * spread);
    }

    /** {@code E exp(2 s)}: the noise of the data, the aleatoric part. */
    public double noise() {
        return Math.exp(2 * logScale + 2 * logScaleVariance);
    }

    /** {@code -log p(y)}, over s by ten-node quadrature, over f exactly. */
    public double negativeLogDensity(double y) {
        double density = 0;
        for (int i = 0; i < RULE.size(); i++) {
            double s = logScale + Math.sqrt(logScaleVariance) * RULE.node(i);
            double v = variance + Math.exp(2 * s);
            density += RULE.weight(i) * Math.exp(-0.5 * (y - mean) * (y - mean) / v) / Math.sqrt(2 * Math.PI * v);
        }
        return -Math.log(Math.max(density, Double.MIN_NORMAL));
    }

    /** The continuous ranked probability score of the Gaussian with the same mean and variance (Gneiting and Raftery 2007, eq. 5). */
    public double crps(double y) {
        double sd = Math.sqrt(variance + noise());
        double z = (y - mean) / sd;
        double density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
        double below = 0.5 * Erfc.value(-z / Math.sqrt(2));
        return sd * (z * (2 * below - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
    }

    /** The value that is not exceeded with probability p, strictly between 0 and 1, to a billionth of the spread. */
    public double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("probability is " + p + "; it must lie strictly between 0 and 1");
        }
        double reach = 40 * Math.max(sd(0), sd(RULE.size() - 1));
        double low = mean - reach;
        double high = mean + reach;
        while (high - low > 1e-9 * reach) {
            double middle = 0.5 * (low + high);
            if (cdf(middle) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The mean of the lowest share p of values: of {@code N(m, sd^2)} it is {@code m - sd phi(z) / p}. */
    public double tailMean(double p) {
        double quantile = quantile(p);
        double sum = 0;
        for (int i = 0; i < RULE.size(); i++) {
            double z = (quantile - mean) / sd(i);
            sum += RULE.weight(i) * sd(i) * Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
        }
        return mean - sum / p;
    }

    private double cdf(double y) {
        double sum = 0;
        for (int i = 0; i < RULE.size(); i++) {
            sum += RULE.weight(i) * 0.5 * Erfc.value((mean - y) / (sd(i) * Math.sqrt(2)));
        }
        return sum;
    }

    /** With the log scale at a node. */
    private double sd(int node) {
        double s = logScale + Math.sqrt(logScaleVariance) * RULE.node(node);
        return Math.sqrt(variance + Math.exp(2 * s));
    }
}
