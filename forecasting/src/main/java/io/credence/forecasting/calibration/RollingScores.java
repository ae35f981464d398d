package io.credence.forecasting.calibration;

import java.util.Arrays;

/** The latest scores of a window, and their order statistics. */
final class RollingScores {

    private final double[] ring;
    private double[] sorted = new double[0];
    private long count;

    RollingScores(int window) {
        if (window < 2) {
            throw new IllegalArgumentException("window is " + window + " days; it must be at least 2");
        }
        ring = new double[window];
    }

    void add(double score) {
        int size = size();
        int at = (int) (count % ring.length);
        double[] next = size < ring.length ? new double[size + 1] : new double[size];
        double gone = size < ring.length ? Double.NaN : ring[at];
        int removed = size < ring.length ? size : Arrays.binarySearch(sorted, gone);
        int place = Arrays.binarySearch(sorted, score);
        place = place < 0 ? -place - 1 : place;
        int target = place > removed ? place - 1 : place;
        for (int i = 0, from = 0; i < next.length; i++) {
            if (i == target) {
                next[i] = score;
            } else {
                from += from == removed ? 1 : 0;
                next[i] = sorted[from++];
            }
        }
        sorted = next;
        ring[at] = score;
        count++;
    }

    int size() {
        return (int) Math.min(count, ring.length);
    }

    /** The k-th smallest, the largest where there are fewer. */
    double orderStatistic(int k) {
        return sorted[Math.clamp(k, 1, sorted.length) - 1];
    }

    /** The conformal one: the {@code ceil((n + 1) p)}-th smallest. */
    double conformal(double probability) {
        // A product such as 1000 * 0.99 may lie a rounding error over a whole number.
        return orderStatistic((int) Math.ceil((size() + 1) * probability - 1e-9));
    }
}
