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
}
