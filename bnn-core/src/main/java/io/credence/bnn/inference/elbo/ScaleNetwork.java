package io.credence.bnn.inference.elbo;

import io.credence.bnn.linalg.Matrices;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A hyper-network: the log of each weight's prior standard deviation as a function of what is known of the weight beforehand, such as its
 * layer, its fan-in, the group of its input. One hidden layer of tanh; outputs are held between -6 and 6 by a wide tanh.
 *
 * @param features {@code [weights][features]}
 * @param hidden units, at least 1
 */
public record ScaleNetwork(double[][] features, int hidden) {

    private static final double REACH = 6;

    public ScaleNetwork {
        if (hidden < 1 || features.length == 0 || features[0].length == 0) {
            throw new IllegalArgumentException("scale network has " + hidden + " hidden units and features of "
                    + features.length + " weights; there must be at least 1 unit, weight and feature");
        }
        features = Matrices.copy(features);
    }

    /** Numbers in its parameters: per unit its inputs' weights, its bias and its output weight, then one output bias. */
    int size() {
        return hidden * (inputs() + 2) + 1;
    }

    /** Starts at standard deviation about 1 everywhere. */
    double[] start(UniformRandomProvider random) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[] parameters = new double[size()];
        Arrays.setAll(parameters, i -> i == size() - 1 ? 0 : 0.5 * gaussian.sample());
        return parameters;
    }

    /** {@code [weights]}. */
    double[] logSds(double[] parameters) {
        double[] logs = new double[features.length];
        Arrays.setAll(logs, i -> REACH * Math.tanh(raw(parameters, features[i]) / REACH));
        return logs;
    }

    /** The gradient with respect to the parameters, given that with respect to the log standard deviations. */
    double[] pullBack(double[] parameters, double[] ofLogs) {
        double[] gradient = new double[size()];
        for (int i = 0; i < features.length; i++) {
            double bounded = Math.tanh(raw(parameters, features[i]) / REACH);
            addGradient(parameters, features[i], ofLogs[i] * (1 - bounded * bounded), gradient);
        }
        return gradient;
    }

    private int inputs() {
        return features[0].length;
    }

    private double raw(double[] parameters, double[] x) {
        double sum = parameters[size() - 1];
        for (int h = 0; h < hidden; h++) {
            sum += parameters[outputAt(h)] * unit(parameters, x, h);
        }
        return sum;
    }

    private double unit(double[] parameters, double[] x, int h) {
        int at = h * (inputs() + 2);
        double sum = parameters[at + inputs()];
        for (int j = 0; j < inputs(); j++) {
            sum += parameters[at + j] * x[j];
        }
        return Math.tanh(sum);
    }

    private int outputAt(int h) {
        return h * (inputs() + 2) + inputs() + 1;
    }

    private void addGradient(double[] parameters, double[] x, double weight, double[] gradient) {
        gradient[size() - 1] += weight;
        for (int h = 0; h < hidden; h++) {
            double unit = unit(parameters, x, h);
            gradient[outputAt(h)] += weight * unit;
            double inner = weight * parameters[outputAt(h)] * (1 - unit * unit);
            int at = h * (inputs() + 2);
            gradient[at + inputs()] += inner;
            for (int j = 0; j < inputs(); j++) {
                gradient[at + j] += inner * x[j];
            }
        }
    }
}
