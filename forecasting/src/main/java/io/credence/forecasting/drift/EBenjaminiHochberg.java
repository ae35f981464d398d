package io.credence.forecasting.drift;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of many instruments to act on, under a false-discovery bound (Wang and Ramdas 2022, "False discovery rate control with e-values"): with K
 * e-values, the k largest are rejected for the largest k with {@code k e_(k) >= K / alpha}. The expected share of false ones among them is at
 * most alpha, however the instruments depend on each other.
 */
public final class EBenjaminiHochberg {

    private EBenjaminiHochberg() {}

    /**
     * The places of the rejected hypotheses, rising.
     *
     * @param eValues at least 0, the present ones of each test; the largest so far are none
     * @param alpha the bound, between 0 and 1
     */
    public static List<Integer> rejected(double[] eValues, double alpha) {
        check(eValues, alpha);
        double[] sorted = eValues.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        for (int k = n; k >= 1; k--) {
            double smallest = sorted[n - k];
            if (k * smallest >= n / alpha) {
                return IntStream.range(0, n)
                        .filter(i -> eValues[i] >= smallest)
                        .boxed()
                        .toList();
            }
        }
        return List.of();
    }

    private static void check(double[] eValues, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha is " + alpha + "; it must lie between 0 and 1. Maybe 0.1");
        }
        for (double e : eValues) {
            if (!(e >= 0)) {
                throw new IllegalArgumentException("an e-value is " + e + "; it must be at least 0");
            }
        }
    }
}
