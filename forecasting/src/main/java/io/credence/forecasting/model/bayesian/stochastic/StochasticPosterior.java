package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.forecasting.model.optimisation.BoxBfgs;
import io.credence.forecasting.model.optimisation.Optimum;
import io.credence.forecasting.model.univariate.ReturnHistory;
import java.util.Arrays;

/** The log posterior density of unbounded coordinates, but for a constant, its mode, and its curvature there. */
final class StochasticPosterior {

    /** States of the chain: more change forecasts by less than their Monte Carlo error. */
    static final int STATES = 21;

    private static final double FARTHEST = 15;

    /** Within a tenth of a posterior deviation at 6,000 returns. */
    private static final double TOLERANCE = 1e-6;

    private static final double STEP = 2e-2;

    private final double[] returns;
    private final StochasticPrior prior;
    private final double logVariance;
    private final double tick;

    StochasticPosterior(ReturnHistory history, StochasticPrior prior) {
        this.returns = history.returnsFrom(0);
        this.prior = prior;
        this.logVariance =
                Math.log(Arrays.stream(returns).map(r -> r * r).average().orElse(0));
        this.tick = Arrays.stream(returns)
                .map(Math::abs)
                .filter(size -> size > 0)
                .min()
                .orElseThrow(() -> new IllegalArgumentException("all " + returns.length
                        + " returns are zero: there is no volatility to estimate. Maybe the price never moves."));
    }

    StochasticParameters parameters(double[] u) {
        return StochasticParameters.of(u, logVariance);
    }

    /** Before any return. */
    VolatilityFilter filter(double[] u) {
        return parameters(u).filter(STATES, tick);
    }

    /** After the first so many returns. */
    VolatilityFilter filtered(double[] u, int count) {
        VolatilityFilter filter = filter(u);
        for (int t = 0; t < count; t++) {
            filter.update(returns[t]);
        }
        return filter;
    }

    int size() {
        return returns.length;
    }

    double logDensity(double[] u) {
        VolatilityFilter filter = filter(u);
        double sum = prior.logDensity(u);
        for (double each : returns) {
            sum += filter.update(each);
        }
        return Double.isNaN(sum) ? Double.NEGATIVE_INFINITY : sum;
    }

    /** {@code value} is minus the log density over the number of returns. */
    Optimum mode(double[] start) {
        double[] upper = new double[start.length];
        Arrays.fill(upper, FARTHEST);
        double[] lower = Arrays.stream(upper).map(bound -> -bound).toArray();
        return BoxBfgs.minimise(this::loss, lower, upper, start, guess(start), TOLERANCE);
    }

    private double loss(double[] u) {
        return -logDensity(u) / returns.length;
    }

    private double loss(double[] u, double[] gradient) {
        for (int k = 0; k < u.length; k++) {
            gradient[k] = (loss(moved(u, k, STEP)) - loss(moved(u, k, -STEP))) / (2 * STEP);
        }
        return loss(u);
    }

    private double[][] guess(double[] u) {
        double[][] diagonal = new double[u.length][u.length];
        for (int k = 0; k < u.length; k++) {
            double curvature = (loss(moved(u, k, STEP)) - 2 * loss(u) + loss(moved(u, k, -STEP))) / (STEP * STEP);
            diagonal[k][k] = Math.max(Math.abs(curvature), 1.0 / returns.length);
        }
        return diagonal;
    }

    /** Minus the Hessian of the log density, by second differences. */
    double[][] precision(double[] u) {
        int n = u.length;
        double centre = loss(u);
        double[] up = new double[n];
        double[] down = new double[n];
        Arrays.setAll(up, i -> loss(moved(u, i, STEP)));
        Arrays.setAll(down, i -> loss(moved(u, i, -STEP)));
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            rows[i][i] = returns.length * (up[i] - 2 * centre + down[i]) / (STEP * STEP);
            for (int j = 0; j < i; j++) {
                double both = loss(moved(moved(u, i, STEP), j, STEP)) + loss(moved(moved(u, i, -STEP), j, -STEP));
                double alone = up[i] + down[i] + up[j] + down[j];
                rows[i][j] = returns.length * (both - alone + 2 * centre) / (2 * STEP * STEP);
                rows[j][i] = rows[i][j];
            }
        }
        return rows;
    }

    private static double[] moved(double[] u, int coordinate, double step) {
        double[] moved = u.clone();
        moved[coordinate] += step;
        return moved;
    }
}
