package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.forecasting.model.optimisation.BoxBfgs;
import io.credence.forecasting.model.optimisation.Optimum;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The mode of a log posterior density that has no gradient, and its curvature there, by central differences. */
final class NumericalPosterior {

    /** Farther out a coordinate is at its bound for all purposes. */
    private static final double FARTHEST = 15;

    /** Within a tenth of a posterior deviation at 6,000 returns. */
    private static final double TOLERANCE = 1e-6;

    private static final double STEP = 2e-2;

    private final ToDoubleFunction<double[]> logDensity;
    private final int size;

    /**
     * @param logDensity of unbounded coordinates, but for a constant
     * @param size how many returns it is of
     */
    NumericalPosterior(ToDoubleFunction<double[]> logDensity, int size) {
        this.logDensity = logDensity;
        this.size = size;
    }

    /** {@code value} is minus the log density over the number of returns. */
    Optimum mode(double[] start) {
        double[] upper = new double[start.length];
        Arrays.fill(upper, FARTHEST);
        double[] lower = Arrays.stream(upper).map(bound -> -bound).toArray();
        return BoxBfgs.minimise(this::loss, lower, upper, start, guess(start), TOLERANCE);
    }

    private double loss(double[] u) {
        return -logDensity.applyAsDouble(u) / size;
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
            diagonal[k][k] = Math.max(Math.abs(curvature), 1.0 / size);
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
            rows[i][i] = size * (up[i] - 2 * centre + down[i]) / (STEP * STEP);
            for (int j = 0; j < i; j++) {
                double both = loss(moved(moved(u, i, STEP), j, STEP)) + loss(moved(moved(u, i, -STEP), j, -STEP));
                double alone = up[i] + down[i] + up[j] + down[j];
                rows[i][j] = size * (both - alone + 2 * centre) / (2 * STEP * STEP);
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
