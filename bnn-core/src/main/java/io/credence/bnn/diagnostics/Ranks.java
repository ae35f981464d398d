package io.credence.bnn.diagnostics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.InverseErfc;

/** Ranks in place of values, so that heavy tails and infinite moments do no harm. */
final class Ranks {

    private Ranks() {}

    /**
     * {@code Phi^-1((rank - 3/8) / (S + 1/4))} of S draws, the expected order statistics of a normal (Blom 1958); equal draws share
     * their mean rank. NaN everywhere when any draw is not finite.
     */
    static double[][] normalise(double[][] chains) {
        double[] ranks = ranks(Chains.flat(chains));
        int length = chains[0].length;
        double[][] normal = new double[chains.length][length];
        for (int i = 0; i < ranks.length; i++) {
            double probability = (ranks[i] - 0.375) / (ranks.length + 0.25);
            normal[i / length][i % length] = -Math.sqrt(2) * InverseErfc.value(2 * probability);
        }
        return normal;
    }

    /** Distances from the median of all draws. */
    static double[][] fold(double[][] chains) {
        double[] sorted = Chains.flat(chains);
        Arrays.sort(sorted);
        double median = Chains.quantile(sorted, 0.5);
        return Arrays.stream(chains)
                .map(chain ->
                        Arrays.stream(chain).map(x -> Math.abs(x - median)).toArray())
                .toArray(double[][]::new);
    }

    /** From 1. */
    private static double[] ranks(double[] x) {
        double[] ranks = new double[x.length];
        if (!Arrays.stream(x).allMatch(Double::isFinite)) {
            Arrays.fill(ranks, Double.NaN);
            return ranks;
        }
        int[] order = IntStream.range(0, x.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int from = 0;
        for (int to = 1; to <= order.length; to++) {
            if (to == order.length || x[order[to]] != x[order[from]]) {
                double shared = 0.5 * (from + 1 + to);
                IntStream.range(from, to).forEach(i -> ranks[order[i]] = shared);
                from = to;
            }
        }
        return ranks;
    }
}
