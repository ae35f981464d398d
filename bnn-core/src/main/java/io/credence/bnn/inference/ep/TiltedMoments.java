package io.credence.bnn.inference.ep;

import io.credence.bnn.distribution.GaussHermite;
import io.credence.bnn.likelihood.RowLikelihood;

/**
 * Evidence, mean and variance of {@code p(target | f) N(f | m, v)}.
 *
 * <p>By Gauss-Hermite quadrature around the tilted density itself, not the cavity: first where the cavity and the likelihood's local
 * Gaussian meet, then twice more around the moments found. Sums are in log space. Exact for a Gaussian likelihood.
 *
 * @param logEvidence nats
 */
record TiltedMoments(double logEvidence, double mean, double variance) {

    private static final int PASSES = 3;

    /** Gaussians narrower than what they are to cover lose its tails. */
    private static final double WIDER = 1.2;

    static TiltedMoments of(RowLikelihood likelihood, double target, double mean, double variance, GaussHermite rule) {
        double[] slope = new double[1];
        likelihood.evaluate(target, new double[] {mean}, slope);
        double narrow = 1 / (1 / variance + likelihood.information(new double[] {mean})[0][0]);
        TiltedMoments moments = new TiltedMoments(0, mean + narrow * slope[0], narrow);
        for (int pass = 0; pass < PASSES; pass++) {
            moments = moments.refined(likelihood, target, mean, variance, rule);
        }
        return moments;
    }

    /** Not a distribution where the quadrature lost it. */
    boolean valid() {
        return Double.isFinite(logEvidence) && Double.isFinite(mean) && variance > 0 && variance < 1e100;
    }

    private TiltedMoments refined(RowLikelihood likelihood, double target, double m, double v, GaussHermite rule) {
        double sd = WIDER * Math.sqrt(variance);
        double[] f = new double[1];
        double[] ignored = new double[1];
        double[] logs = new double[rule.size()];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            double z = rule.node(i);
            f[0] = mean + sd * z;
            double fromCavity = (f[0] - m) * (f[0] - m) / v;
            logs[i] = Math.log(rule.weight(i))
                    + likelihood.evaluate(target, f, ignored)
                    + 0.5 * (z * z - fromCavity + Math.log(sd * sd / v));
            most = Math.max(most, logs[i]);
        }
        return summed(logs, most, sd, rule);
    }

    private TiltedMoments summed(double[] logs, double most, double sd, GaussHermite rule) {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < logs.length; i++) {
            double weight = Math.exp(logs[i] - most);
            sum += weight;
            first += weight * rule.node(i);
            second += weight * rule.node(i) * rule.node(i);
        }
        double z = first / sum;
        return new TiltedMoments(most + Math.log(sum), mean + sd * z, sd * sd * (second / sum - z * z));
    }
}
