package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.distribution.NormalLaw;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.model.bayesian.sampling.WeightedDraws;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Simulated sums of the returns to come: each path belongs to one draw of the parameters, as many as its weight is worth, and its
 * innovations are strata of a Latin hypercube (McKay, Beckman and Conover 1979). With an innovation goes the range of a day whose residual had its rank.
 */
final class PathSums {

    static final int PATHS = 4000;

    private static final long SEED = 0x5EED_0F_BA7E5L;

    /** A law's quantiles are read from a table in normal scores, where they are nearly straight. */
    private static final int NODES = 400;

    private static final double[] PROBABILITIES = new double[NODES];
    private static final double FIRST = score(0.5 / PATHS);
    private static final double STEP = -2 * FIRST / (NODES - 1);

    static {
        NormalLaw normal = new NormalLaw();
        Arrays.setAll(PROBABILITIES, i -> normal.cdf(FIRST + i * STEP));
    }

    private static double score(double p) {
        return new NormalLaw().quantile(p);
    }

    private final double[] ranges;
    private final double[] scores = new double[PATHS];
    private final Map<StandardLaw, double[]> tables = new IdentityHashMap<>();

    /**
     * @param ranges over the variance, for each stratum; empty where there are none
     */
    PathSums(double[] ranges) {
        this.ranges = ranges;
        Arrays.setAll(scores, i -> score((i + 0.5) / PATHS));
    }

    /**
     * @param weights of the draws
     * @param start a walker of its own for each path of a draw
     * @param scales by which the return of each step is multiplied
     * @param renewal a walker whose price is not renewed stands still
     */
    double[] sums(double[] weights, IntFunction<Walker> start, double[] scales, StalePrices.Renewal renewal) {
        int[] draws = new WeightedDraws(new double[0][], weights).resampled(PATHS, 0.5);
        Walker[] walkers = new Walker[PATHS];
        Arrays.setAll(walkers, path -> start.apply(draws[path]));
        double[] sums = new double[PATHS];
        for (int step = 0; step < scales.length; step++) {
            int[] order = order(step);
            for (int path = 0; path < PATHS; path++) {
                if (renewal.next()) {
                    sums[path] += scales[step] * move(walkers[path], order[path]);
                }
            }
        }
        return sums;
    }

    private double move(Walker walker, int stratum) {
        double variance = walker.variance();
        double next = walker.mean() + Math.sqrt(variance) * innovation(walker.law(), stratum);
        walker.update(next, ranges.length == 0 ? Double.NaN : variance * ranges[stratum]);
        return next;
    }

    private double innovation(StandardLaw law, int stratum) {
        double[] table = tables.computeIfAbsent(
                law, each -> Arrays.stream(PROBABILITIES).map(each::quantile).toArray());
        double at = (scores[stratum] - FIRST) / STEP;
        int below = Math.clamp((int) at, 0, NODES - 2);
        return table[below] + (at - below) * (table[below + 1] - table[below]);
    }

    /** The strata of one step, path by path. */
    private static int[] order(int step) {
        int[] order = new int[PATHS];
        Arrays.setAll(order, i -> i);
        SplittableRandom random = new SplittableRandom(SEED + step);
        for (int i = PATHS - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
