package io.credence.forecasting.portfolio;

import java.util.Arrays;

/** Places of values among each other, from 0. */
final class Ranks {

    private Ranks() {}

    /** Ties go by position. */
    static int[] of(double[] values) {
        int[] order = order(values);
        int[] ranks = new int[values.length];
        for (int k = 0; k < order.length; k++) {
            ranks[order[k]] = k;
        }
        return ranks;
    }

    /** Tied values share the mean of their places. */
    static double[] mid(double[] values) {
        int[] order = order(values);
        double[] ranks = new double[values.length];
        for (int from = 0, until; from < order.length; from = until) {
            until = from + 1;
            while (until < order.length && values[order[until]] == values[order[from]]) {
                until++;
            }
            for (int k = from; k < until; k++) {
                ranks[order[k]] = 0.5 * (from + until - 1);
            }
        }
        return ranks;
    }

    /** Positions in ascending order of their values, ties by position. */
    static int[] order(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int[] next = new int[values.length];
        int[] order = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int first = first(sorted, values[i]);
            order[first + next[first]++] = i;
        }
        return order;
    }

    /** Where the first that equals a value stands among sorted ones. */
    static int first(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
