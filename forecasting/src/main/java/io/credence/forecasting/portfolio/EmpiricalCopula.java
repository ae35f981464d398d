package io.credence.forecasting.portfolio;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The empirical beta copula (Segers, Sibuya and Tsukahara 2017): names meet as they did in one of the observed rows, each with the
 * noise of an order statistic, {@code U_i ~ Beta(R_i, n + 1 - R_i)} with R_i the name's rank in that row among n. It is a copula for
 * any ranks, knows no family, and so lets a hedge fail in the extremes of a single name, which a t copula does not.
 */
public final class EmpiricalCopula implements Copula {

    /** The latest rows, two years of days: older ones are of another market. */
    static final int MOST_ROWS = 500;

    /** Under a year of rows that do not overlap it knows too little of the tails. */
    static final int FEWEST_ROWS = 250;

    /** {@code [names][rows]}, from 1. */
    private final int[][] ranks;

    private EmpiricalCopula(int[][] ranks) {
        this.ranks = ranks;
    }

    /**
     * Of the ranks of the latest {@value #MOST_ROWS} rows.
     *
     * @param pits {@code [names][rows]}, in time order; ties are broken by a fixed shuffle, name by name
     * @throws IllegalArgumentException when there are no names or no rows
     */
    public static EmpiricalCopula of(double[][] pits) {
        if (pits.length == 0 || pits[0].length == 0) {
            throw new IllegalArgumentException(
                    "PITs have " + pits.length + " names; there must be at least one, each with at least one row");
        }
        int rows = pits[0].length;
        int from = Math.max(0, rows - MOST_ROWS);
        int[][] ranks = new int[pits.length][];
        for (int i = 0; i < pits.length; i++) {
            ranks[i] = ranks(Arrays.copyOfRange(pits[i], from, rows), i);
        }
        return new EmpiricalCopula(ranks);
    }

    /** By position alone ties would move together in all names. */
    private static int[] ranks(double[] pits, int name) {
        int[] places = Ranks.of(new SplittableRandom(name).doubles(pits.length).toArray());
        double[] shuffled = new double[pits.length];
        for (int k = 0; k < pits.length; k++) {
            shuffled[places[k]] = pits[k];
        }
        int[] found = Ranks.of(shuffled);
        return Arrays.stream(places).map(place -> found[place] + 1).toArray();
    }

    @Override
    public int size() {
        return ranks.length;
    }

    /** How many rows names may meet as in. */
    public int rows() {
        return ranks[0].length;
    }

    int rank(int name, int row) {
        return ranks[name][row];
    }
}
