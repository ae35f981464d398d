package io.credence.forecasting.model.bayesian.volatility;

import io.credence.forecasting.model.bayesian.sampling.ImportanceSampler;
import io.credence.forecasting.model.optimisation.BoxBfgs;
import io.credence.forecasting.model.optimisation.Optimum;
import io.credence.forecasting.model.optimisation.SmallMatrix;
import io.credence.forecasting.model.volatility.VolatilityLikelihood;
import java.util.Arrays;
import java.util.List;

/** The log posterior density of unbounded coordinates, but for a constant, its mode, and its curvature there. */
final class VolatilityPosterior {

    /** Farther out a coordinate is at its bound for all purposes. */
    private static final double FARTHEST = 15;

    private static final double TOLERANCE = 1e-10;

    /** Of differences of the exact gradient, in unbounded coordinates. */
    private static final double STEP = 1e-3;

    private final VolatilityLikelihood likelihood;
    private final Coordinates coordinates;
    private final VolatilityPrior prior;

    VolatilityPosterior(VolatilityLikelihood likelihood, Family family, VolatilityPrior prior) {
        this.likelihood = likelihood;
        this.coordinates = new Coordinates(likelihood, family.hasPersistence());
        this.prior = prior;
    }

    Coordinates coordinates() {
        return coordinates;
    }

    VolatilityLikelihood likelihood() {
        return likelihood;
    }

    /**
     * @param gradient filled
     * @return minus infinity where a variance is none
     */
    double logDensity(double[] u, double[] gradient) {
        double[] byWorking = new double[likelihood.dimension()];
        double value = likelihood.evaluate(coordinates.working(u), byWorking);
        System.arraycopy(coordinates.pullBack(u, byWorking), 0, gradient, 0, u.length);
        for (int k = 0; k < u.length; k++) {
            value += prior.logDensity(coordinates.parameter(k), u[k]);
            gradient[k] += prior.slope(coordinates.parameter(k), u[k]);
        }
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    double logDensity(double[] u) {
        double value = likelihood.evaluate(coordinates.working(u));
        for (int k = 0; k < u.length; k++) {
            value += prior.logDensity(coordinates.parameter(k), u[k]);
        }
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    /**
     * How much of the log likelihood at the mode is lost to the evidence, since parameters were chosen there: Laplace's, in nats.
     */
    double complexity(double[] mode) {
        double sum = ImportanceSampler.factor(precision(mode)).logDeterminant() / 2;
        for (int k = 0; k < mode.length; k++) {
            int parameter = coordinates.parameter(k);
            sum += Math.log(prior.deviation()[parameter]) - prior.logDensity(parameter, mode[k]);
        }
        return sum;
    }

    /**
     * The mode, by unbounded coordinates; {@code value} is minus the log density over the number of returns.
     *
     * @param earlier starts to try beside the model's own
     */
    Optimum mode(List<double[]> earlier) {
        double[] best = earlier.isEmpty() ? new double[0] : earlier.getFirst();
        double bestValue = earlier.isEmpty() ? Double.NEGATIVE_INFINITY : logDensity(best);
        for (double[] x : likelihood.starts()) {
            double[] u = coordinates.unbounded(x);
            double value = logDensity(u);
            if (value > bestValue) {
                bestValue = value;
                best = u;
            }
        }
        if (best.length == 0) {
            throw new IllegalArgumentException("posterior of " + likelihood.size()
                    + " returns is not finite at any start. Maybe one return is absurd: repair or drop it.");
        }
        return minimised(best);
    }

    private Optimum minimised(double[] start) {
        double[] upper = new double[start.length];
        Arrays.fill(upper, FARTHEST);
        double[] lower = Arrays.stream(upper).map(bound -> -bound).toArray();
        return BoxBfgs.minimise(this::loss, lower, upper, start, guess(start), TOLERANCE);
    }

    private double loss(double[] u, double[] gradient) {
        double value = logDensity(u, gradient);
        for (int k = 0; k < u.length; k++) {
            gradient[k] /= -likelihood.size();
        }
        return -value / likelihood.size();
    }

    private double[][] guess(double[] start) {
        double[][] hessian = precision(start);
        boolean[] all = new boolean[start.length];
        Arrays.fill(all, true);
        boolean convex = SmallMatrix.isPositiveDefinite(hessian, all);
        for (int i = 0; i < start.length; i++) {
            for (int j = 0; j < start.length; j++) {
                double kept = convex || i == j ? hessian[i][j] : 0;
                hessian[i][j] = (i == j ? Math.abs(kept) : kept) / likelihood.size();
            }
        }
        return hessian;
    }

    /** Minus the Hessian of the log density. */
    double[][] precision(double[] u) {
        int n = u.length;
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] up = gradient(u, i, STEP);
            double[] down = gradient(u, i, -STEP);
            double[] row = new double[n];
            Arrays.setAll(row, j -> (down[j] - up[j]) / (2 * STEP));
            rows[i] = row;
        }
        double[][] symmetric = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                symmetric[i][j] = (rows[i][j] + rows[j][i]) / 2;
            }
        }
        return symmetric;
    }

    private double[] gradient(double[] u, int coordinate, double step) {
        double[] moved = u.clone();
        moved[coordinate] += step;
        double[] gradient = new double[u.length];
        logDensity(moved, gradient);
        return gradient;
    }
}
