package io.credence.bnn.network;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.network.FeedForward.Head;

/** A slow plain twin of {@link FeedForwardDensity}: loops over points, rows and units, back-propagation written out. */
final class PlainFeedForward {

    private final FeedForward network;
    private final RegressionData data;

    PlainFeedForward(FeedForward network, RegressionData data) {
        this.network = network;
        this.data = data;
    }

    /** The log likelihood of all rows; its gradient is added to what {@code gradient} holds. */
    double logLikelihood(double[] point, double[] gradient) {
        double sum = 0;
        for (int row = 0; row < data.rows(); row++) {
            sum += row(point, gradient, data.inputs()[row], data.targets()[row]);
        }
        return sum;
    }

    private double row(double[] point, double[] gradient, double[] x, double y) {
        int[] at = network.offsets();
        int outputs = network.outputs();
        double[] before = new double[network.hidden()];
        double[] out = new double[outputs];
        for (int h = 0; h < network.hidden(); h++) {
            before[h] = point[at[1] + h];
            for (int i = 0; i < network.inputs(); i++) {
                before[h] += x[i] * point[i * network.hidden() + h];
            }
        }
        for (int o = 0; o < outputs; o++) {
            out[o] = point[at[3] + o];
            for (int h = 0; h < network.hidden(); h++) {
                out[o] += Math.max(0, before[h]) * point[at[2] + h * outputs + o];
            }
        }
        double[] slope = new double[outputs];
        double value = likelihood(point, gradient, out, y, slope);
        for (int o = 0; o < outputs; o++) {
            gradient[at[3] + o] += slope[o];
            for (int h = 0; h < network.hidden(); h++) {
                if (before[h] > 0) {
                    gradient[at[2] + h * outputs + o] += slope[o] * before[h];
                    double back = slope[o] * point[at[2] + h * outputs + o];
                    gradient[at[1] + h] += back;
                    for (int i = 0; i < network.inputs(); i++) {
                        gradient[i * network.hidden() + h] += back * x[i];
                    }
                }
            }
        }
        return value;
    }

    private double likelihood(double[] point, double[] gradient, double[] out, double y, double[] slope) {
        boolean one = network.head() == Head.HOMOSCEDASTIC;
        double sd = one ? Math.exp(point[network.size() - 1]) : Math.log1p(Math.exp(out[1])) + FeedForward.LEAST_SD;
        double z = (y - out[0]) / sd;
        slope[0] = z / sd;
        double bySd = (z * z - 1) / sd;
        if (one) {
            gradient[network.size() - 1] += bySd * sd;
        } else {
            slope[1] = bySd / (1 + Math.exp(-out[1]));
        }
        return -0.5 * z * z - Math.log(sd) - 0.5 * Math.log(2 * Math.PI);
    }
}
