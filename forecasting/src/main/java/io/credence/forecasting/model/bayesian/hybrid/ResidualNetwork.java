package io.credence.forecasting.model.bayesian.hybrid;

import io.credence.bnn.random.Key;
import io.credence.forecasting.model.optimisation.BoxBfgs;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One hidden layer of tanh units, trained to its posterior's maximum: the log scale of a standardised residual z is {@code s = v' tanh(W x + c) + v_0} and
 * z e^-s is a t. Priors are normal, of deviation 0.5 on W and c, and 0.1 on v: without evidence it learns nothing.
 *
 * @param weights W with c, row by row, then v with v_0
 */
record ResidualNetwork(int inputs, double[] weights) {

    static final int HIDDEN = 8;

    private static final double FREEDOM = 6;
    private static final double FIRST_PRECISION = 1 / (0.5 * 0.5);
    private static final double LAST_PRECISION = 1 / (0.1 * 0.1);
    private static final double FARTHEST = 20;
    private static final double TOLERANCE = 1e-6;

    private static int size(int inputs) {
        return HIDDEN * (inputs + 1) + HIDDEN + 1;
    }

    /** Small and random: units differ from the start. */
    static ResidualNetwork random(int inputs, Key key) {
        SplittableRandom random = new SplittableRandom(key.seed());
        double[] weights = new double[size(inputs)];
        for (int i = 0; i < HIDDEN * (inputs + 1); i++) {
            weights[i] = 0.5 * random.nextGaussian();
        }
        return new ResidualNetwork(inputs, weights);
    }

    /**
     * Trained from here.
     *
     * @param x {@code [rows][inputs]}
     * @param z standardised residuals
     */
    ResidualNetwork trained(double[][] x, double[] z) {
        double[] upper = new double[weights.length];
        Arrays.fill(upper, FARTHEST);
        double[] lower = Arrays.stream(upper).map(bound -> -bound).toArray();
        double[][] guess = new double[weights.length][weights.length];
        for (int i = 0; i < weights.length; i++) {
            guess[i][i] = precision(i) / z.length + 0.1;
        }
        return new ResidualNetwork(
                inputs,
                BoxBfgs.minimise((w, gradient) -> loss(w, gradient, x, z), lower, upper, weights, guess, TOLERANCE)
                        .x());
    }

    private double precision(int weight) {
        return weight < HIDDEN * (inputs + 1) ? FIRST_PRECISION : LAST_PRECISION;
    }

    /** Minus the mean log posterior density, but for a constant. */
    double loss(double[] w, double[] gradient, double[][] x, double[] z) {
        Arrays.fill(gradient, 0);
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            sum += 0.5 * precision(i) * w[i] * w[i];
            gradient[i] += precision(i) * w[i] / z.length;
        }
        ResidualNetwork here = new ResidualNetwork(inputs, w);
        for (int t = 0; t < z.length; t++) {
            double[] hidden = here.hidden(x[t]);
            double s = here.last(hidden);
            double square = z[t] * z[t] * Math.exp(-2 * s) / FREEDOM;
            sum += s + 0.5 * (FREEDOM + 1) * Math.log1p(square);
            here.back(gradient, x[t], hidden, (1 - (FREEDOM + 1) * square / (1 + square)) / z.length);
        }
        return sum / z.length;
    }

    /** The hidden units. */
    double[] hidden(double[] x) {
        double[] hidden = new double[HIDDEN];
        for (int h = 0; h < HIDDEN; h++) {
            int row = h * (inputs + 1);
            double sum = weights[row + inputs];
            for (int k = 0; k < inputs; k++) {
                sum += weights[row + k] * x[k];
            }
            hidden[h] = Math.tanh(sum);
        }
        return hidden;
    }

    double last(double[] hidden) {
        int from = HIDDEN * (inputs + 1);
        double sum = weights[from + HIDDEN];
        for (int h = 0; h < HIDDEN; h++) {
            sum += weights[from + h] * hidden[h];
        }
        return sum;
    }

    private void back(double[] gradient, double[] x, double[] hidden, double slope) {
        int from = HIDDEN * (inputs + 1);
        gradient[from + HIDDEN] += slope;
        for (int h = 0; h < HIDDEN; h++) {
            gradient[from + h] += slope * hidden[h];
            double inner = slope * weights[from + h] * (1 - hidden[h] * hidden[h]);
            int row = h * (inputs + 1);
            for (int k = 0; k < inputs; k++) {
                gradient[row + k] += inner * x[k];
            }
            gradient[row + inputs] += inner;
        }
    }
}
