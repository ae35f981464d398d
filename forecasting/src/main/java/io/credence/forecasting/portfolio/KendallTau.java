package io.credence.forecasting.portfolio;

import java.util.Arrays;

/**
 * Kendall's tau-b: concordant less discordant pairs, over what ties leave of all pairs, in {@code O(n log n)} by counting
 * the exchanges of a merge sort (Knight 1966). 0 where a column is constant.
 */
final class KendallTau {

    private KendallTau() {}

    /** @param x places with ties as {@link #places} gives them, as are y's */
    static double of(int[] x, int[] y) {
        int n = x.length;
        long[] pairs = new long[n];
        for (int i = 0; i < n; i++) {
            pairs[i] = (long) x[i] * n + y[i];
        }
        Arrays.sort(pairs);
        int[] second = new int[n];
        for (int i = 0; i < n; i++) {
            second[i] = (int) (pairs[i] % n);
        }
        long all = (long) n * (n - 1) / 2;
        long untiedX = all - ties(sorted(x));
        long untiedY = all - ties(sorted(y));
        long signed = untiedX + untiedY - all + ties(pairs) - 2 * exchanges(second, new int[n], 0, n);
        return untiedX == 0 || untiedY == 0 ? 0 : signed / (Math.sqrt(untiedX) * Math.sqrt(untiedY));
    }

    /** Where each value stands among the others; tied ones stand where the first of them does. */
    static int[] places(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return Arrays.stream(values)
                .mapToInt(value -> Ranks.first(sorted, value))
                .toArray();
    }

    private static long[] sorted(int[] values) {
        return Arrays.stream(values).asLongStream().sorted().toArray();
    }

    /** Pairs of equal values. */
    private static long ties(long[] sorted) {
        long pairs = 0;
        int run = 0;
        for (int i = 1; i < sorted.length; i++) {
            run = sorted[i] == sorted[i - 1] ? run + 1 : 0;
            pairs += run;
        }
        return pairs;
    }

    /** Sorts, and counts the pairs that stood in the wrong order. */
    private static long exchanges(int[] values, int[] room, int from, int until) {
        if (until - from < 2) {
            return 0;
        }
        int middle = (from + until) >>> 1;
        long count = exchanges(values, room, from, middle) + exchanges(values, room, middle, until);
        System.arraycopy(values, from, room, from, until - from);
        int left = from;
        int right = middle;
        for (int k = from; k < until; k++) {
            if (right == until || left < middle && room[left] <= room[right]) {
                values[k] = room[left++];
            } else {
                values[k] = room[right++];
                count += middle - left;
            }
        }
        return count;
    }
}
