package io.credence.forecasting.portfolio;

import io.credence.forecasting.distribution.ForecastDistribution;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Equally likely returns of several names together, by Latin hypercube sampling with dependence (Packham and Schmidt 2010):
 * in each replicate the copula says only which name's high return meets which other's, and the returns themselves are
 * evenly spaced quantiles of the name's own forecast. One name alone thus has the VaR of its forecast, without noise; the
 * variance of a sum falls by what its names' own noise was.
 *
 * <p>Returns beyond the outermost quantiles, at 8e-6 for the standard plan, do not occur, and no price rises by more than a
 * factor of a million. The exponential of a t has no mean: the ES of a short position is finite for these reasons alone.
 */
public final class Scenarios {

    private static final double MOST_LOG_RETURN = Math.log(1e6);

    /** By name, ascending: {@code replicates} points of each stratum. */
    private final double[][] points;

    /** By name and scenario, which of the points it is. */
    private final int[][] chosen;

    private final ScenarioPlan plan;

    private Scenarios(double[][] points, int[][] chosen, ScenarioPlan plan) {
        this.points = points;
        this.chosen = chosen;
        this.plan = plan;
    }

    /**
     * Draws.
     *
     * @param marginals the forecasts, one for each name of the copula, in its order
     * @throws IllegalArgumentException when there is not one forecast for each name
     */
    public static Scenarios draw(Copula copula, List<? extends ForecastDistribution> marginals, ScenarioPlan plan) {
        if (marginals.isEmpty() || marginals.size() != copula.size()) {
            throw new IllegalArgumentException("there are " + marginals.size() + " forecasts for " + copula.size()
                    + " names; there must be one for each, and at least one");
        }
        double[][] points =
                marginals.stream().map(marginal -> points(marginal, plan)).toArray(double[][]::new);
        int[][] chosen = new int[marginals.size()][plan.scenarios()];
        CopulaSampler sampler = CopulaSampler.of(copula);
        SplittableRandom random = new SplittableRandom(plan.seed());
        for (int r = 0; r < plan.replicates(); r++) {
            double[][] sample = sampler.draw(random.split(), plan.strata());
            for (int i = 0; i < chosen.length; i++) {
                int[] strata = Ranks.of(sample[i]);
                for (int k = 0; k < strata.length; k++) {
                    chosen[i][r * plan.strata() + k] = strata[k] * plan.replicates() + r;
                }
            }
        }
        return new Scenarios(points, chosen, plan);
    }

    /** Simple returns, as a share, at evenly spaced probabilities. */
    private static double[] points(ForecastDistribution marginal, ScenarioPlan plan) {
        QuantileTable table = new QuantileTable(p -> Math.expm1(Math.min(marginal.quantile(p) / 100, MOST_LOG_RETURN)));
        double[] points = new double[plan.scenarios()];
        for (int k = 0; k < points.length; k++) {
            points[k] = table.at((k + 0.5) / points.length);
        }
        return points;
    }

    /** How many names. */
    public int names() {
        return points.length;
    }

    /** How many scenarios. */
    public int count() {
        return plan.scenarios();
    }

    ScenarioPlan plan() {
        return plan;
    }

    /** A name's simple returns by scenario, as a share. */
    double[] returns(int name) {
        return Arrays.stream(chosen[name]).mapToDouble(k -> points[name][k]).toArray();
    }

    /** The same returns, ascending. */
    double[] ascending(int name) {
        return points[name].clone();
    }

    /** As {@link #returns}, each the mean of its stratum, so that replicates differ only by which returns meet. */
    double[] stratumReturns(int name) {
        int each = plan.replicates();
        double[] means = new double[plan.strata()];
        for (int k = 0; k < points[name].length; k++) {
            means[k / each] += points[name][k] / each;
        }
        return Arrays.stream(chosen[name]).mapToDouble(k -> means[k / each]).toArray();
    }
}
