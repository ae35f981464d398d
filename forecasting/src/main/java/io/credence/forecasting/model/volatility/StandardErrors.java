package io.credence.forecasting.model.volatility;

import io.credence.forecasting.model.optimisation.SmallMatrix;
import java.util.Arrays;

/**
 * Standard errors by natural parameters, from the Hessian H (central differences of the exact gradient) and the outer product
 * of scores S: the roots of the diagonals of H^-1 and of H^-1 S H^-1 (Bollerslev and Wooldridge 1992). Fixed parameters and
 * a Hessian that is not positive definite give NaN.
 */
final class StandardErrors {

    /** Of a differences' step, in standard errors. */
    private static final double STEP = 1e-2;

    private final Likelihood likelihood;
    private final double[] theta;
    private final boolean[] estimated;

    StandardErrors(Likelihood likelihood, double[] theta, boolean[] estimated) {
        this.likelihood = likelihood;
        this.theta = theta;
        this.estimated = estimated;
    }

    /**
     * @param hessian by inverse Hessian, per parameter
     * @param robust by the sandwich
     */
    record Result(double[] hessian, double[] robust) {}

    Result compute() {
        int n = theta.length;
        double[][] scores = likelihood.outerProduct(theta);
        double[][] information = information(scores);
        double[] plain = new double[n];
        double[] robust = new double[n];
        Arrays.fill(plain, Double.NaN);
        Arrays.fill(robust, Double.NaN);
        if (SmallMatrix.isPositiveDefinite(information, estimated)) {
            for (int i = 0; i < n; i++) {
                if (estimated[i]) {
                    double[] unit = new double[n];
                    unit[i] = 1;
                    double[] column = SmallMatrix.solve(information, unit, estimated);
                    plain[i] = Math.sqrt(column[i]);
                    robust[i] = Math.sqrt(quadratic(column, scores));
                }
            }
        }
        return new Result(plain, robust);
    }

    /** Minus the Hessian of the log likelihood. */
    private double[][] information(double[][] scores) {
        int n = theta.length;
        double[][] information = new double[n][n];
        for (int i = 0; i < n; i++) {
            if (estimated[i]) {
                // Without curvature of its own a parameter steps by its size.
                double step = STEP * (scores[i][i] > 0 ? 1 / Math.sqrt(scores[i][i]) : Math.abs(theta[i]));
                double[] up = gradient(i, step);
                double[] down = gradient(i, -step);
                for (int j = 0; j < n; j++) {
                    information[i][j] = (down[j] - up[j]) / (2 * step);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (information[i][j] + information[j][i]) / 2;
                information[i][j] = mean;
                information[j][i] = mean;
            }
        }
        return information;
    }

    private double[] gradient(int parameter, double step) {
        double[] moved = theta.clone();
        moved[parameter] += step;
        double[] gradient = new double[theta.length];
        likelihood.evaluate(moved, gradient);
        return gradient;
    }

    private static double quadratic(double[] x, double[][] matrix) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                sum += x[i] * matrix[i][j] * x[j];
            }
        }
        return sum;
    }
}
