package io.credence.bnn.inference.continual;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;

/**
 * Expectations of a log density and its first two derivatives under {@code N(m, P^-1)}, from gradients at the 2 n points {@code m +-
 * sqrt(n) S e_i}, {@code S S' = P^-1}: the spherical rule, exact for log densities up to third degree (Arasaratnam and Haykin 2009). The
 * mean Hessian comes by Stein's identity, {@code E[H] = P E[(theta - m) g']}.
 *
 * @param value E[log p]
 * @param gradient E[g], {@code [dimension]}
 * @param hessian E[H], {@code [dimension][dimension]}, symmetric
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Cubature(double value, double[] gradient, double[][] hessian) {

    /**
     * By gradients at 2 n points.
     *
     * @param precision P, factored
     */
    public static Cubature of(LogDensity target, double[] mean, Cholesky precision) {
        int n = mean.length;
        double[][] points = new double[2 * n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = Math.sqrt(n);
            double[] column = precision.solveUpper(unit);
            points[2 * i] = moved(mean, 1, column);
            points[2 * i + 1] = moved(mean, -1, column);
        }
        double[] values = new double[2 * n];
        double[][] scores = new double[2 * n][n];
        target.evaluate(points, values, scores);
        return of(values, scores, precision);
    }

    private static Cubature of(double[] values, double[][] scores, Cholesky precision) {
        int n = scores[0].length;
        double value = 0;
        double[] gradient = new double[n];
        double[][] hessian = new double[n][n];
        double[][] lower = precision.lower();
        for (int i = 0; i < n; i++) {
            value += (values[2 * i] + values[2 * i + 1]) / (2 * n);
            Matrices.axpy(0.5 / n, scores[2 * i], gradient);
            Matrices.axpy(0.5 / n, scores[2 * i + 1], gradient);
            // P S e_i is column i of the precision's factor L, since S = L'^-1
            for (int row = 0; row < n; row++) {
                double weight = lower[row][i] * Math.sqrt(n) / (2 * n);
                Matrices.axpy(weight, scores[2 * i], hessian[row]);
                Matrices.axpy(-weight, scores[2 * i + 1], hessian[row]);
            }
        }
        return new Cubature(value, gradient, Matrices.symmetrise(hessian));
    }

    /** Whether no element is NaN or infinite. */
    public boolean finite() {
        double sum = value;
        for (int i = 0; i < gradient.length; i++) {
            sum += gradient[i];
            for (double h : hessian[i]) {
                sum += h;
            }
        }
        return Double.isFinite(sum);
    }

    private static double[] moved(double[] from, double sign, double[] by) {
        double[] moved = from.clone();
        Matrices.axpy(sign, by, moved);
        return moved;
    }
}
