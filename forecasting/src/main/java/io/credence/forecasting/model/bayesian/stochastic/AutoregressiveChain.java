package io.credence.forecasting.model.bayesian.stochastic;

import java.util.Arrays;

/**
 * A Markov chain in place of a Gaussian autoregression of unit variance (Rouwenhorst 1995): n - 1 coins lie with either side up, each
 * is kept with probability (1 + phi) / 2 and else turned, and the state is the number of heads, standardised. Its conditional mean, variance
 * and autocorrelations are those of the autoregression, exactly and however near phi is to 1 (Kopecky and Suen 2010).
 */
final class AutoregressiveChain implements MarkovChain {

    /** Transitions that are less likely are left out. */
    private static final double NEGLIGIBLE = 1e-13;

    private final double[] nodes;
    private final double[] stationary;
    private final int[] first;
    private final double[][] bands;

    private AutoregressiveChain(double persistence, int size) {
        nodes = new double[size];
        first = new int[size];
        bands = new double[size][];
        double kept = (1 + persistence) / 2;
        int coins = size - 1;
        for (int heads = 0; heads < size; heads++) {
            nodes[heads] = (2.0 * heads - coins) / Math.sqrt(coins);
            double[] row = heads(heads, kept, coins - heads, 1 - kept);
            first[heads] = firstOf(row);
            bands[heads] = Arrays.copyOfRange(row, first[heads], lastOf(row) + 1);
        }
        stationary = heads(coins, 0.5, 0, 0);
    }

    /**
     * @param persistence from 0 to 1, exclusive
     * @param size how many states, at least 2
     */
    static AutoregressiveChain of(double persistence, int size) {
        if (!(persistence >= 0 && persistence < 1) || size < 2) {
            throw new IllegalArgumentException("persistence is " + persistence + " and the chain has " + size
                    + " states; they must be in [0, 1) and at least 2");
        }
        return new AutoregressiveChain(persistence, size);
    }

    /** The law of the heads among two sets of coins. */
    private static double[] heads(int some, double chance, int others, double otherChance) {
        double[] law = new double[some + others + 1];
        law[0] = 1;
        for (int coin = 0; coin < some + others; coin++) {
            double p = coin < some ? chance : otherChance;
            for (int k = coin + 1; k >= 0; k--) {
                law[k] = (1 - p) * law[k] + (k > 0 ? p * law[k - 1] : 0);
            }
        }
        return law;
    }

    private static int firstOf(double[] row) {
        int i = 0;
        while (row[i] < NEGLIGIBLE) {
            i++;
        }
        return i;
    }

    private static int lastOf(double[] row) {
        int i = row.length - 1;
        while (row[i] < NEGLIGIBLE) {
            i--;
        }
        return i;
    }

    /** The states in deviations, rising. */
    double[] nodes() {
        return nodes.clone();
    }

    @Override
    public double[] stationary() {
        return stationary.clone();
    }

    @Override
    public double[] next(double[] law) {
        double[] next = new double[law.length];
        for (int i = 0; i < law.length; i++) {
            double[] band = bands[i];
            for (int k = 0; k < band.length; k++) {
                next[first[i] + k] += law[i] * band[k];
            }
        }
        return next;
    }
}
