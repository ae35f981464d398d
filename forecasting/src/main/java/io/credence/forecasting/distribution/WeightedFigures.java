package io.credence.forecasting.distribution;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Posterior intervals of a figure that each draw has its own value of. */
public final class WeightedFigures {

    private WeightedFigures() {}

    /**
     * Between weighted quantiles of the draws' figures, and wide enough for the mixture's own.
     *
     * @param figures one a draw
     * @param weights of the draws, which sum to 1
     * @param mass the interval's posterior probability
     * @param own the figure of the whole mixture
     */
    public static Interval interval(double[] figures, double[] weights, double mass, double own) {
        int[] order = IntStream.range(0, figures.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> figures[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double low = quantile(figures, weights, order, (1 - mass) / 2);
        double high = quantile(figures, weights, order, (1 + mass) / 2);
        return new Interval(Math.min(low, own), Math.max(high, own));
    }

    /** Linear between the figures, each of which stands at the middle of its weight. */
    private static double quantile(double[] figures, double[] weights, int[] order, double p) {
        double before = 0;
        double previousAt = 0;
        double previous = figures[order[0]];
        for (int i : order) {
            double at = before + weights[i] / 2;
            if (at >= p) {
                double share = at > previousAt ? (p - previousAt) / (at - previousAt) : 1;
                return previous + share * (figures[i] - previous);
            }
            before += weights[i];
            previousAt = at;
            previous = figures[i];
        }
        return previous;
    }
}
