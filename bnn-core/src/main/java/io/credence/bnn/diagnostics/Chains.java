package io.credence.bnn.diagnostics;

import java.util.Arrays;
import java.util.stream.Stream;

/** Simple statistics of {@code [chains][draws]}. */
final class Chains {

    private Chains() {}

    /** First and second halves as chains of their own; of an odd number of draws the one in the middle is left out. */
    static double[][] split(double[][] chains) {
        int half = chains[0].length / 2;
        return Arrays.stream(chains)
                .flatMap(chain -> Stream.of(
                        Arrays.copyOf(chain, half), Arrays.copyOfRange(chain, chain.length - half, chain.length)))
                .toArray(double[][]::new);
    }

    static double mean(double[][] chains) {
        return mean(flat(chains));
    }

    /** Of all draws, with divisor one less than their number. */
    static double variance(double[][] chains) {
        return variance(flat(chains));
    }

    static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    static double variance(double[] x) {
        double mean = mean(x);
        return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
    }

    static double[] flat(double[][] chains) {
        return Arrays.stream(chains).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Between order statistics, linearly: Hyndman and Fan's (1996) definition 7. */
    static double quantile(double[] sorted, double probability) {
        double place = probability * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
