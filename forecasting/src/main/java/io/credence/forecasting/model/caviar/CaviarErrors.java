package io.credence.forecasting.model.caviar;

import io.credence.forecasting.model.optimisation.SmallMatrix;
import java.util.Arrays;

/**
 * Standard errors of Engle and Manganelli (2004, theorem 2): p (1 - p) D^-1 A D^-1, where A is the sum of outer products of
 * the value at risk's gradient, and D that of the rows nearest to the quantile over the width that holds them, by their rule
 * of 40 rows at 1 % and 60 at 5 %.
 */
final class CaviarErrors {

    private final TickLoss loss;
    private final double[] b;

    CaviarErrors(TickLoss loss, double[] b) {
        this.loss = loss;
        this.b = b;
    }

    /** Per parameter; NaN where a matrix is singular. */
    double[] compute() {
        int n = b.length;
        double[] path = loss.path(b);
        double[][] gradient = gradient(path.length - 1);
        double[] distance = new double[path.length - 1];
        Arrays.setAll(distance, t -> Math.abs(loss.returnAt(t) + path[t]));
        double width = width(distance);
        double[][] all = new double[n][n];
        double[][] near = new double[n][n];
        for (int t = 0; t < distance.length; t++) {
            double weight = distance[t] < width ? 1 / (2 * width) : 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double product = gradient[i][t] * gradient[j][t];
                    all[i][j] += product;
                    near[i][j] += weight * product;
                }
            }
        }
        return roots(all, near);
    }

    private double[] roots(double[][] all, double[][] near) {
        int n = b.length;
        boolean[] keep = new boolean[n];
        Arrays.fill(keep, true);
        double[] errors = new double[n];
        Arrays.fill(errors, Double.NaN);
        if (!SmallMatrix.isPositiveDefinite(near, keep)) {
            return errors;
        }
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            double[] column = SmallMatrix.solve(near, unit, keep);
            double sum = 0;
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    sum += column[j] * all[j][k] * column[k];
                }
            }
            errors[i] = Math.sqrt(loss.tail() * (1 - loss.tail()) * sum);
        }
        return errors;
    }

    /** Of the value at risk by each parameter, by central differences. */
    private double[][] gradient(int rows) {
        double[][] gradient = new double[b.length][rows];
        for (int i = 0; i < b.length; i++) {
            double step = 1e-6 * Math.max(Math.abs(b[i]), 1e-2);
            double[] up = b.clone();
            double[] down = b.clone();
            up[i] += step;
            down[i] -= step;
            double[] above = loss.path(up);
            double[] below = loss.path(down);
            for (int t = 0; t < rows; t++) {
                gradient[i][t] = (above[t] - below[t]) / (2 * step);
            }
        }
        return gradient;
    }

    private double width(double[] distance) {
        int rows = (int) Math.round(40 + 20 * Math.clamp((loss.tail() - 0.01) / 0.04, 0, 1));
        double[] sorted = distance.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(rows, sorted.length - 1)];
    }
}
