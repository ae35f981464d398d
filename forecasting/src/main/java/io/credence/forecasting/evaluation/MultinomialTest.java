package io.credence.forecasting.evaluation;

import java.util.stream.IntStream;

/**
 * The multinomial test of Kratz, Lok and McNeil (2018): the counts of losses between the values at risk at several levels, an implicit
 * test of expected shortfall. Levels {@code a + k (1 - a) / N} for k = 0 ... N - 1 make N + 1 cells; the statistic is Pearson's with
 * Nass's (1959) correction, which matches mean and variance at the small counts of tails and keeps its size best in their study.
 */
public final class MultinomialTest {

    private final double level;
    private final int levels;

    private MultinomialTest(double level, int levels) {
        this.level = level;
        this.levels = levels;
    }

    /** Four levels from 97.5 % on. */
    public static MultinomialTest withDefaults() {
        return new MultinomialTest(0.975, 4);
    }

    /**
     * From another level on.
     *
     * @param from over 0 and under 1, as 0.975
     * @param count how many levels, at least 1
     */
    public MultinomialTest withLevels(double from, int count) {
        if (!(from > 0 && from < 1) || count < 1) {
            throw new IllegalArgumentException("levels are " + count + " from " + from
                    + "; there must be at least 1, from between 0 and 1, as 4 from 0.975");
        }
        return new MultinomialTest(from, count);
    }

    /** Tests the PITs of returns, each in [0, 1]: the lowest are the largest losses. */
    public Result test(double[] pits) {
        long[] counts = new long[levels + 1];
        double step = (1 - level) / levels;
        for (double pit : pits) {
            counts[(int) Math.min(levels, Math.ceil(pit / step) - (pit > 0 ? 1 : 0))]++;
        }
        double[] shares = IntStream.rangeClosed(0, levels)
                .mapToDouble(i -> i < levels ? step : level)
                .toArray();
        return nass(counts, shares, pits.length);
    }

    private static Result nass(long[] counts, double[] shares, int n) {
        double pearson = 0;
        double inverses = 0;
        for (int i = 0; i < shares.length; i++) {
            double expected = n * shares[i];
            pearson += (counts[i] - expected) * (counts[i] - expected) / expected;
            inverses += 1 / shares[i];
        }
        int cells = shares.length;
        double mean = cells - 1.0;
        double variance = 2 * mean - ((double) cells * cells + 2.0 * cells - 2 - inverses) / n;
        double factor = 2 * mean / variance;
        double pValue = Likelihoods.chiSquaredPValue(factor * pearson, factor * mean);
        return new Result(pearson, pValue, counts);
    }

    /**
     * @param statistic Pearson's, before the correction
     * @param counts of returns in each cell, the largest losses first
     */
    public record Result(double statistic, double pValue, long[] counts) implements TestResult {}
}
