package io.credence.forecasting.evaluation;

import java.util.Arrays;

/**
 * The dynamic quantile test of Engle and Manganelli (2004): demeaned hits cannot be explained by what was known. The regressors, which
 * must be named for the figure to mean anything, are a constant, the last four hits and the value at risk itself; the statistic
 * {@code z'X (X'X)^- X'z / (alpha (1 - alpha))} is chi-squared in the limit with as many degrees of freedom as regressors.
 *
 * <p>At 99 % that limit is far: the p-value is simulated by default, with independent hits against the same path of value at risk. It
 * costs the number of hits, not of days, since X'X and X'z are counts of pairs of hits and sums of values at risk over hits.
 */
public final class DynamicQuantileTest {

    private final int lags;
    private final Reference reference;
    private final MonteCarlo monteCarlo;

    private DynamicQuantileTest(int lags, Reference reference, MonteCarlo monteCarlo) {
        this.lags = lags;
        this.reference = reference;
        this.monteCarlo = monteCarlo;
    }

    /** Four lags and the value at risk, by simulation. */
    public static DynamicQuantileTest withDefaults() {
        return new DynamicQuantileTest(4, Reference.FINITE_SAMPLE, MonteCarlo.DEFAULT);
    }

    /** Other lags of the hits. */
    public DynamicQuantileTest withLags(int value) {
        if (value < 0 || value > 20) {
            throw new IllegalArgumentException("lags are " + value + "; they must be 0 to 20. Maybe 4, as is usual?");
        }
        return new DynamicQuantileTest(value, reference, monteCarlo);
    }

    /** By the limit law, or by simulation. */
    public DynamicQuantileTest withReference(Reference value) {
        return new DynamicQuantileTest(lags, value, monteCarlo);
    }

    /** How the null is simulated. */
    public DynamicQuantileTest withDraws(int draws, long seed) {
        return new DynamicQuantileTest(lags, reference, new MonteCarlo(draws, seed));
    }

    /**
     * Tests.
     *
     * @param valueAtRisk one per day, in any unit and sign
     */
    public Result test(Hits hits, double[] valueAtRisk) {
        if (valueAtRisk.length != hits.days()) {
            throw new IllegalArgumentException("values at risk are " + valueAtRisk.length + " and days " + hits.days()
                    + "; there must be one per day");
        }
        if (hits.days() <= lags + 2) {
            return new Result(0, 1, 0);
        }
        Path path = Path.of(valueAtRisk, lags);
        Projection found = path.project(hits);
        double pValue = reference == Reference.ASYMPTOTIC
                ? Likelihoods.chiSquaredPValue(found.statistic(), lags + 2)
                : monteCarlo.upperPValue(
                        found.statistic(),
                        random -> path.project(NullHits.independent(hits.level(), hits.days(), random))
                                .statistic());
        return new Result(found.statistic(), pValue, found.rank());
    }

    /**
     * @param statistic at least 0
     * @param rank how many of the regressors are linearly independent
     */
    public record Result(double statistic, double pValue, int rank) implements TestResult {}

    private record Projection(double statistic, int rank) {}

    /**
     * The values at risk from the first day that has all lags, centred and scaled (the constant is a regressor: nothing is lost), zero
     * where they do not vary.
     */
    private record Path(double[] scaled, int lags, double sum, double squares) {

        static Path of(double[] valueAtRisk, int lags) {
            double[] from = Arrays.copyOfRange(valueAtRisk, lags, valueAtRisk.length);
            double mean = Arrays.stream(from).average().orElse(0);
            double spread = Math.sqrt(Arrays.stream(from)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElse(0));
            boolean varies = spread > 1e-10 * Math.abs(mean);
            double[] scaled = Arrays.stream(from)
                    .map(v -> varies ? (v - mean) / spread : 0)
                    .toArray();
            double squares = Arrays.stream(scaled).map(v -> v * v).sum();
            return new Path(scaled, lags, Arrays.stream(scaled).sum(), squares);
        }

        /** Columns: the constant, hits at lags 1 to L, value at risk; then X'z, as the last column of the tableau. */
        Projection project(Hits hits) {
            int columns = lags + 2;
            double[][] tableau = new double[columns][columns + 1];
            int risk = columns - 1;
            double alpha = hits.level().tail();
            tableau[0][0] = scaled.length;
            tableau[0][risk] = sum;
            tableau[risk][risk] = squares;
            for (int i = 0; i < hits.count(); i++) {
                add(tableau, hits, i);
            }
            for (int row = 0; row < columns; row++) {
                for (int column = 0; column < row; column++) {
                    tableau[row][column] = tableau[column][row];
                }
                tableau[row][columns] -= alpha * tableau[0][row];
            }
            return solve(tableau, alpha);
        }

        /** What one hit adds, as the outcome of its own day and as the lags of the days after it. */
        private void add(double[][] tableau, Hits hits, int i) {
            int columns = lags + 2;
            int day = hits.at(i) - lags;
            if (day >= 0) {
                tableau[0][columns] += 1;
                tableau[columns - 1][columns] += scaled[day];
            }
            for (int lag = 1; lag <= lags; lag++) {
                int later = day + lag;
                if (later < 0 || later >= scaled.length) {
                    continue;
                }
                tableau[0][lag] += 1;
                tableau[lag][columns - 1] += scaled[later];
                tableau[lag][lag] += 1;
                addPairs(tableau, hits, i, lag);
            }
        }

        /** The other hits seen from the day on which this one is {@code lag} days old: that day's own, and younger ones. */
        private void addPairs(double[][] tableau, Hits hits, int i, int lag) {
            for (int j = i + 1; j < hits.count() && hits.at(j) - hits.at(i) <= lag; j++) {
                int apart = hits.at(j) - hits.at(i);
                if (apart == lag) {
                    tableau[lag][lags + 2] += 1;
                } else {
                    tableau[lag - apart][lag] += 1;
                }
            }
        }

        /** Gauss-Jordan steps on the diagonal with the largest pivot; columns that depend on earlier ones are left out. */
        private static Projection solve(double[][] tableau, double alpha) {
            int columns = tableau.length;
            double[] scale = new double[columns];
            for (int i = 0; i < columns; i++) {
                scale[i] = tableau[i][i];
            }
            double explained = 0;
            int rank = 0;
            boolean[] used = new boolean[columns];
            for (int pivot = next(tableau, scale, used); pivot >= 0; pivot = next(tableau, scale, used)) {
                used[pivot] = true;
                rank++;
                explained += tableau[pivot][columns] * tableau[pivot][columns] / tableau[pivot][pivot];
                eliminate(tableau, used, pivot);
            }
            return new Projection(explained / (alpha * (1 - alpha)), rank);
        }

        private static int next(double[][] tableau, double[] scale, boolean[] used) {
            int best = -1;
            double largest = 1e-9;
            for (int i = 0; i < used.length; i++) {
                double share = used[i] || scale[i] <= 0 ? 0 : tableau[i][i] / scale[i];
                if (share > largest) {
                    largest = share;
                    best = i;
                }
            }
            return best;
        }

        private static void eliminate(double[][] tableau, boolean[] used, int pivot) {
            double[] from = tableau[pivot];
            for (int row = 0; row < tableau.length; row++) {
                double factor = used[row] ? 0 : tableau[row][pivot] / from[pivot];
                for (int column = 0; factor != 0 && column <= tableau.length; column++) {
                    tableau[row][column] -= factor * from[column];
                }
            }
        }
    }
}
