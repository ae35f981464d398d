package io.credence.bnn.inference.ep;

import io.credence.bnn.distribution.GaussHermite;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Evidence, means and variances of a likelihood of K outputs times independent Gaussians of each, by a product of Gauss-Hermite rules
 * around the tilted density itself: K of 1 or 2 costs some tens or hundreds of evaluations. Sums are in log space.
 *
 * @param logEvidence nats
 * @param means {@code [K]}
 * @param variances {@code [K]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TiltedMoments(double logEvidence, double[] means, double[] variances) {

    private static final int PASSES = 3;

    /** Gaussians narrower than what they are to cover lose its tails. */
    private static final double WIDER = 1.2;

    /**
     * Of these.
     *
     * @param logLikelihood of {@code [K]} outputs
     * @param means of the Gaussians, {@code [K]}
     * @param variances of the Gaussians, {@code [K]}
     * @param start where the tilted density is about, with logEvidence ignored
     * @param rule of each output
     */
    public static TiltedMoments of(
            ToDoubleFunction<double[]> logLikelihood,
            double[] means,
            double[] variances,
            TiltedMoments start,
            GaussHermite rule) {
        TiltedMoments moments = start;
        for (int pass = 0; pass < PASSES; pass++) {
            moments = moments.refined(logLikelihood, means, variances, rule);
        }
        return moments;
    }

    /** Not a distribution where the quadrature lost it. */
    public boolean valid() {
        return Double.isFinite(logEvidence)
                && Arrays.stream(means).allMatch(Double::isFinite)
                && Arrays.stream(variances).allMatch(variance -> variance > 0 && variance < 1e100);
    }

    private TiltedMoments refined(ToDoubleFunction<double[]> logLikelihood, double[] m, double[] v, GaussHermite rule) {
        int nodes = (int) Math.pow(rule.size(), m.length);
        double[] sds = Arrays.stream(variances)
                .map(variance -> WIDER * Math.sqrt(variance))
                .toArray();
        double[][] points = new double[nodes][m.length];
        double[] logs = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            int rest = node;
            double log = 0;
            for (int k = 0; k < m.length; k++, rest /= rule.size()) {
                double z = rule.node(rest % rule.size());
                points[node][k] = means[k] + sds[k] * z;
                double apart = points[node][k] - m[k];
                log += Math.log(rule.weight(rest % rule.size()))
                        + 0.5 * (z * z - apart * apart / v[k] + Math.log(sds[k] * sds[k] / v[k]));
            }
            logs[node] = log + logLikelihood.applyAsDouble(points[node]);
        }
        return summed(points, logs);
    }

    private static TiltedMoments summed(double[][] points, double[] logs) {
        double most = Arrays.stream(logs).max().orElseThrow();
        double[] weights = Arrays.stream(logs).map(log -> Math.exp(log - most)).toArray();
        double sum = Arrays.stream(weights).sum();
        double[] means = new double[points[0].length];
        double[] variances = new double[means.length];
        for (int k = 0; k < means.length; k++) {
            for (int node = 0; node < logs.length; node++) {
                means[k] += weights[node] / sum * points[node][k];
            }
            for (int node = 0; node < logs.length; node++) {
                double apart = points[node][k] - means[k];
                variances[k] += weights[node] / sum * apart * apart;
            }
        }
        return new TiltedMoments(most + Math.log(sum), means, variances);
    }
}
