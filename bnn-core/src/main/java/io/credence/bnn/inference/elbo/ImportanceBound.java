package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.posterior.DensityPosterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;

/**
 * The importance-weighted lower bound of the log evidence, {@code E log (1/K) sum_k p(theta_k) / q(theta_k)}: the evidence lower bound
 * at K = 1, never smaller with more, the log evidence itself in the limit. It says how much q leaves to be gained.
 *
 * <p>Source: Burda, Grosse and Salakhutdinov (2016), "Importance Weighted Autoencoders".
 *
 * @param value its estimate in nats, for a target that is normalised over parameters and data jointly
 * @param standardError of the estimate, in nats; NaN from a single repeat
 */
public record ImportanceBound(double value, double standardError) {

    /**
     * Estimates the bound.
     *
     * @param importance K, at least 1
     * @param repeats independent bounds that are averaged, at least 1
     */
    public static ImportanceBound of(LogDensity target, DensityPosterior q, int importance, int repeats, Key key) {
        if (importance < 1 || repeats < 1) {
            throw new IllegalArgumentException(
                    "importance draws are " + importance + " and repeats " + repeats + "; each must be at least 1");
        }
        double[][] points = q.draw(Math.multiplyExact(importance, repeats), key);
        double[] logs = new double[points.length];
        target.evaluate(points, logs, new double[points.length][target.dimension()]);
        for (int s = 0; s < logs.length; s++) {
            logs[s] -= q.logDensity(points[s]);
        }
        return of(logs, importance);
    }

    /** Of log weights, K after K. */
    static ImportanceBound of(double[] logs, int importance) {
        double[] bounds = new double[logs.length / importance];
        Arrays.setAll(bounds, r -> logSumExp(logs, r * importance, importance) - Math.log(importance));
        double mean = Arrays.stream(bounds).average().orElseThrow();
        double squares = Arrays.stream(bounds).map(b -> (b - mean) * (b - mean)).sum();
        return new ImportanceBound(mean, Math.sqrt(squares / (bounds.length - 1.0) / bounds.length));
    }

    static double logSumExp(double[] logs, int from, int count) {
        double most = Arrays.stream(logs, from, from + count).max().orElseThrow();
        if (Double.isInfinite(most)) {
            return most;
        }
        double sum = Arrays.stream(logs, from, from + count)
                .map(l -> Math.exp(l - most))
                .sum();
        return most + Math.log(sum);
    }
}
