package io.credence.bnn.diagnostics;

import java.util.Arrays;

/**
 * How many independent draws dependent ones are worth, and R-hat, from variances within and between chains.
 *
 * <p>{@code ESS = S / tau}, {@code tau = 1 + 2 sum rho_t}, where {@code rho_t = 1 - (W - mean autocovariance at t) / var+} falls short
 * of 1 also when chains disagree. The sum runs over pairs {@code rho_2k + rho_2k+1}, which for a reversible chain are positive and
 * fall: it stops at the first that is negative and never lets one rise (Geyer 1992).
 */
final class EffectiveSize {

    private final double[][] centred;
    private final double within;
    private final double total;

    private EffectiveSize(double[][] chains) {
        int draws = chains[0].length;
        double[] means = Arrays.stream(chains).mapToDouble(Chains::mean).toArray();
        this.centred = new double[chains.length][];
        for (int c = 0; c < chains.length; c++) {
            double mean = means[c];
            centred[c] = Arrays.stream(chains[c]).map(x -> x - mean).toArray();
        }
        this.within =
                Arrays.stream(chains).mapToDouble(Chains::variance).average().orElseThrow();
        this.total = within * (draws - 1) / draws + (chains.length > 1 ? Chains.variance(means) : 0);
    }

    /** NaN when draws are not finite or all equal. At most {@code S log10 S}, however much draws repel each other. */
    static double of(double[][] chains) {
        double draws = (double) chains.length * chains[0].length;
        double time = new EffectiveSize(chains).autocorrelationTime();
        return draws / Math.max(time, 1 / Math.log10(draws));
    }

    /** {@code sqrt(var+ / W)}. */
    static double rHat(double[][] chains) {
        EffectiveSize size = new EffectiveSize(chains);
        return Math.sqrt(size.total / size.within);
    }

    private double autocorrelationTime() {
        if (!(total > 0)) {
            return Double.NaN;
        }
        double even = 1;
        double pair = 1 + correlation(1);
        double least = Double.POSITIVE_INFINITY;
        double sum = 0;
        int lag = 0;
        while (pair > 0 && lag < centred[0].length - 4) {
            least = Math.min(least, pair);
            sum += least;
            lag += 2;
            even = correlation(lag);
            pair = even + correlation(lag + 1);
        }
        return 2 * sum - 1 + Math.max(0, even);
    }

    private double correlation(int lag) {
        double sum = 0;
        for (double[] chain : centred) {
            for (int i = lag; i < chain.length; i++) {
                sum += chain[i] * chain[i - lag];
            }
        }
        double mean = sum / centred.length / centred[0].length;
        return 1 - (within - mean) / total;
    }
}
