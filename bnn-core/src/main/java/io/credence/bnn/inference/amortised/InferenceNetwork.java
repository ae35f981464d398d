package io.credence.bnn.inference.amortised;

import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.posterior.FullGaussian;
import java.util.Arrays;

/**
 * A perceptron of one hidden layer and a linear skip, from a data set's summary to a Gaussian: its mean m and the lower triangular R of
 * its precision {@code R'R}, diagonal by its logarithm. An immutable value.
 *
 * <p>Weights: hidden {@code [hidden][summary + 1]}, then outputs {@code [outputs][hidden + summary + 1]}, biases last.
 */
public final class InferenceNetwork {

    private final int dimension;
    private final int hidden;
    private final double[] centre;
    private final double[] scale;
    /** Changed by its training alone, before anyone else sees it. */
    final double[] weights;

    InferenceNetwork(int dimension, int hidden, double[] centre, double[] scale, double[] weights) {
        this.dimension = dimension;
        this.hidden = hidden;
        this.centre = centre;
        this.scale = scale;
        this.weights = weights;
    }

    InferenceNetwork copy() {
        return new InferenceNetwork(dimension, hidden, centre, scale, weights.clone());
    }

    static int size(int dimension, int hidden, int summary) {
        return hidden * (summary + 1) + outputs(dimension) * (hidden + summary + 1);
    }

    private static int outputs(int dimension) {
        return dimension * (dimension + 3) / 2;
    }

    /** Of the posterior. */
    public int dimension() {
        return dimension;
    }

    /**
     * The posterior of a data set, in one pass.
     *
     * @param summary {@code [summary]}, finite
     */
    public FullGaussian posterior(double[] summary) {
        if (summary.length != centre.length) {
            throw new IllegalArgumentException("summary has length " + summary.length + "; the network was trained on "
                    + centre.length + ". Maybe the data have other columns?");
        }
        double[] outputs = pass(summary).outputs;
        double[][] r = new double[dimension][dimension];
        int at = dimension;
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < i; j++) {
                r[i][j] = outputs[at++];
            }
            r[i][i] = Math.exp(outputs[at++]);
        }
        return FullGaussian.of(Arrays.copyOf(outputs, dimension), covariance(r));
    }

    /** Adds the gradient of {@code log q(parameters | summary)} by the weights, and returns it. */
    double logDensity(Simulator.Simulated example, double[] byWeights) {
        Pass pass = pass(example.summary());
        double[] byOutputs = new double[pass.outputs.length];
        double value = logDensity(pass.outputs, example.parameters(), byOutputs);
        backward(pass, byOutputs, byWeights);
        return value;
    }

    /** With u = R (theta - m): sum of log diagonals less half of u'u. */
    private double logDensity(double[] outputs, double[] theta, double[] by) {
        double[] from = new double[dimension];
        Arrays.setAll(from, i -> theta[i] - outputs[i]);
        double value = -0.5 * dimension * Math.log(2 * Math.PI);
        int at = dimension;
        for (int i = 0; i < dimension; i++) {
            int row = at;
            double diagonal = Math.exp(outputs[at + i]);
            double u = diagonal * from[i];
            for (int j = 0; j < i; j++) {
                u += outputs[row + j] * from[j];
            }
            for (int j = 0; j < i; j++) {
                by[row + j] = -u * from[j];
                by[j] += u * outputs[row + j];
            }
            by[i] += u * diagonal;
            by[row + i] = 1 - u * diagonal * from[i];
            value += outputs[row + i] - 0.5 * u * u;
            at += i + 1;
        }
        return value;
    }

    private Pass pass(double[] summary) {
        double[] inputs = new double[hidden + summary.length + 1];
        double[] scaled = new double[summary.length + 1];
        for (int j = 0; j < summary.length; j++) {
            scaled[j] = (summary[j] - centre[j]) / scale[j];
        }
        scaled[summary.length] = 1;
        for (int h = 0; h < hidden; h++) {
            inputs[h] = Math.tanh(row(h * scaled.length, scaled));
        }
        System.arraycopy(scaled, 0, inputs, hidden, scaled.length);
        double[] outputs = new double[outputs(dimension)];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] = row(hidden * scaled.length + k * inputs.length, inputs);
        }
        return new Pass(scaled, inputs, outputs);
    }

    private void backward(Pass pass, double[] byOutputs, double[] byWeights) {
        double[] byUnits = new double[hidden];
        for (int k = 0; k < byOutputs.length; k++) {
            int at = hidden * pass.scaled.length + k * pass.inputs.length;
            for (int j = 0; j < pass.inputs.length; j++) {
                byWeights[at + j] += byOutputs[k] * pass.inputs[j];
            }
            for (int h = 0; h < hidden; h++) {
                byUnits[h] += byOutputs[k] * weights[at + h];
            }
        }
        for (int h = 0; h < hidden; h++) {
            double by = byUnits[h] * (1 - pass.inputs[h] * pass.inputs[h]);
            for (int j = 0; j < pass.scaled.length; j++) {
                byWeights[h * pass.scaled.length + j] += by * pass.scaled[j];
            }
        }
    }

    private double row(int at, double[] inputs) {
        double sum = 0;
        for (int j = 0; j < inputs.length; j++) {
            sum += weights[at + j] * inputs[j];
        }
        return sum;
    }

    /** {@code (R'R)^-1 = R^-1 R^-1'}. */
    private static double[][] covariance(double[][] r) {
        Cholesky lower = Cholesky.ofLower(r);
        double[][] covariance = new double[r.length][];
        for (int i = 0; i < r.length; i++) {
            double[] unit = new double[r.length];
            unit[i] = 1;
            covariance[i] = lower.solveLower(lower.solveUpper(unit));
        }
        return covariance;
    }

    private record Pass(double[] scaled, double[] inputs, double[] outputs) {}
}
