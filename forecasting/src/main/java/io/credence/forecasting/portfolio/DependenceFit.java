package io.credence.forecasting.portfolio;

import java.util.Arrays;

/**
 * A t copula fitted to how PITs of past forecasts went together, so that each name's volatility is filtered out already.
 * Its correlation comes of Kendall's tau, its degrees of freedom of the profile likelihood at the PITs' ranks (Genest,
 * Ghoudi and Rivest 1995), which holds also where a forecast is off. Scenarios are drawn by the rows themselves where there are enough. PITs drawn at atoms are independent, and
 * weaken the fit: with two returns in five at an atom, a correlation of .70 is found as .64.
 *
 * @param dependence the t copula
 * @param copula what scenarios are drawn by: the {@link EmpiricalCopula} of the latest rows where a year of them does not overlap, or
 *     else the t copula, which knows a shape where rows are few
 * @param observations rows, each with a PIT of every name
 * @param effective how many rows that do not overlap these are worth
 * @param shrinkage the share by which correlations were drawn to their mean
 */
public record DependenceFit(Dependence dependence, Copula copula, int observations, int effective, double shrinkage) {

    /** Fewer rows that do not overlap are refused: a correlation would be off by more than a fifth. */
    public static final int LEAST_EFFECTIVE = 25;

    /**
     * Fits. One name alone needs no rows.
     *
     * @param pits {@code [names][rows]}, in [0, 1], rows of one origin each
     * @param overlap how many rows' returns overlap, the horizon in bars
     * @throws IllegalArgumentException when there are several names and fewer than {@link #LEAST_EFFECTIVE} rows that do
     *     not overlap, or a PIT is no probability
     */
    public static DependenceFit of(double[][] pits, int overlap) {
        int rows = pits[0].length;
        int effective = rows / overlap;
        if (pits.length == 1) {
            Dependence alone = Dependence.independent(1);
            return new DependenceFit(alone, alone, rows, effective, 0);
        }
        check(pits, effective);
        RankCorrelation correlation = RankCorrelation.of(pits, effective);
        double[][] uniforms = Arrays.stream(pits).map(DependenceFit::uniforms).toArray(double[][]::new);
        double freedom = new FreedomProfile(uniforms, correlation.matrix()).best();
        Dependence dependence = new Dependence(correlation.matrix(), freedom);
        Copula copula = effective >= EmpiricalCopula.FEWEST_ROWS ? EmpiricalCopula.of(pits) : dependence;
        return new DependenceFit(dependence, copula, rows, effective, correlation.shrinkage());
    }

    /** The rows that names meet as in, in scenarios; 0 where the t copula draws them. */
    public int empiricalRows() {
        return copula instanceof EmpiricalCopula empirical ? empirical.rows() : 0;
    }

    private static void check(double[][] pits, int effective) {
        if (effective < LEAST_EFFECTIVE) {
            throw new IllegalArgumentException("PITs are worth " + effective
                    + " rows that do not overlap; there must be at least " + LEAST_EFFECTIVE);
        }
        for (double[] name : pits) {
            for (double pit : name) {
                if (!(pit >= 0 && pit <= 1)) {
                    throw new IllegalArgumentException("PIT is " + pit + "; it must be from 0 to 1");
                }
            }
        }
    }

    private static double[] uniforms(double[] pits) {
        return Arrays.stream(Ranks.mid(pits))
                .map(rank -> (rank + 1) / (pits.length + 1))
                .toArray();
    }
}
