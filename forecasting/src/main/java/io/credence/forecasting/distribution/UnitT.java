package io.credence.forecasting.distribution;

import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t scaled to variance 1: U = s T with s^2 = (nu - 2) / nu. Shared by the symmetric and the skewed law.
 *
 * <p>Its partial mean is {@code -f(u) (nu - 2 + u^2) / (nu - 1)}, and half its mean absolute difference is
 * {@code s 2 sqrt(nu) / (nu - 1) B(1/2, nu - 1/2) / B(1/2, nu/2)^2} (Jordan, Krueger and Lerch 2019, appendix A).
 */
final class UnitT {

    /** Nearer to 2 the variance is not to be told from infinite. */
    static final double LEAST_FREEDOM = 2.01;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Under this probability the quantile is sought on logarithms, where the tail is a line. */
    private static final double TAIL = 0.2;

    private static final int MOST_STEPS = 60;

    private final double freedom;
    private final double scale;
    private final double logConstant;
    private final TDistribution plain;

    UnitT(double freedom) {
        if (!(freedom >= LEAST_FREEDOM) || Double.isInfinite(freedom)) {
            throw new IllegalArgumentException(
                    "degrees of freedom are " + freedom + "; they must be finite and at least " + LEAST_FREEDOM
                            + ". Maybe the tail is so heavy that there is no variance.");
        }
        this.freedom = freedom;
        this.scale = Math.sqrt((freedom - 2) / freedom);
        this.logConstant = logConstant(freedom);
        this.plain = TDistribution.of(freedom);
    }

    /** The log density at 0. */
    static double logConstant(double freedom) {
        return LogGamma.value((freedom + 1) / 2)
                - LogGamma.value(freedom / 2)
                - 0.5 * Math.log(Math.PI * (freedom - 2));
    }

    double logDensity(double u) {
        return logConstant - (freedom + 1) / 2 * Math.log1p(u * u / (freedom - 2));
    }

    double cdf(double u) {
        return plain.cumulativeProbability(u / scale);
    }

    double quantile(double p) {
        double magnitude = scale * upperQuantile(Math.min(p, 1 - p));
        return p < 0.5 ? -magnitude : magnitude;
    }

    /** The integral of x f(x) from minus infinity to u. */
    double partialMean(double u) {
        return -Math.exp(logDensity(u)) * (freedom - 2 + u * u) / (freedom - 1);
    }

    /** Half the mean absolute difference of two independent values. */
    double halfMeanDifference() {
        double logBetas = LogBeta.value(0.5, freedom - 0.5) - 2 * LogBeta.value(0.5, freedom / 2);
        return scale * 2 * Math.sqrt(freedom) / (freedom - 1) * Math.exp(logBetas);
    }

    /** The t > 0 that is exceeded with probability p, at most a half. */
    private double upperQuantile(double p) {
        return p < TAIL ? tailQuantile(p) : centralQuantile(p);
    }

    /** Newton from 0, which never passes the root: there the survival function is convex. */
    private double centralQuantile(double p) {
        double t = 0;
        for (int i = 0; i < MOST_STEPS; i++) {
            double step = (plain.survivalProbability(t) - p) / plain.density(t);
            t += step;
            if (Math.abs(step) <= 1e-15 * (1 + t)) {
                return t;
            }
        }
        return t;
    }

    /** Newton on log survival against log t, which is concave; from the expansion of Cornish and Fisher. */
    private double tailQuantile(double p) {
        double z = NORMAL.inverseSurvivalProbability(p);
        double logT = Math.log(z + (z * z * z + z) / (4 * freedom));
        double target = Math.log(p);
        for (int i = 0; i < MOST_STEPS; i++) {
            double t = Math.exp(logT);
            double survival = plain.survivalProbability(t);
            double step = (Math.log(survival) - target) * survival / (t * plain.density(t));
            logT += step;
            if (Math.abs(step) <= 1e-14) {
                return Math.exp(logT);
            }
        }
        return Math.exp(logT);
    }
}
