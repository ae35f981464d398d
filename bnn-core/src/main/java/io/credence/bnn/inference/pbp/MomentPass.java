package io.credence.bnn.inference.pbp;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * One row's moments through a ReLU network whose weights are independent Gaussians, and the way back. Working memory of one run,
 * used by one thread.
 *
 * <p>Linear, with c^2 = inputs + 1: mean {@code M z / c}, variance {@code ((M^2 + V) v_z + V z^2) / c^2}. ReLU of N(m, v), with p and
 * f the standard Gaussian's cdf and density at m / s, s^2 = v: mean {@code m p + s f}, second moment {@code (m^2 + v) p + m s f}.
 * Weights are one flat vector, layer after layer, {@code [outputs][inputs + 1]} with the bias last.
 */
final class MomentPass {

    private static final double ROOT_2 = Math.sqrt(2);
    private static final double ROOT_2_PI = Math.sqrt(2 * Math.PI);

    /** Under this variance the ReLU's kink has no width; keeps 1 / s finite. */
    private static final double LEAST_VARIANCE = 1e-200;

    final double[] meanGradient;
    final double[] varianceGradient;

    private final Layer[] layers;

    /**
     * For a network.
     *
     * @param widths inputs, hidden layers, 1
     */
    MomentPass(int[] widths) {
        layers = new Layer[widths.length - 1];
        int offset = 0;
        for (int l = 0; l < layers.length; l++) {
            layers[l] = new Layer(widths[l], widths[l + 1], offset);
            offset += layers[l].size();
        }
        meanGradient = new double[offset];
        varianceGradient = new double[offset];
    }

    static int size(int[] widths) {
        int size = 0;
        for (int l = 1; l < widths.length; l++) {
            size += Math.multiplyExact(widths[l], widths[l - 1] + 1);
        }
        return size;
    }

    /** Sets {@link #mean} and {@link #variance}. */
    void forward(double[] row, double[] means, double[] variances) {
        System.arraycopy(row, 0, layers[0].inMean, 0, row.length);
        for (int l = 0; l < layers.length; l++) {
            layers[l].forward(means, variances);
            if (l + 1 < layers.length) {
                layers[l].rectifyInto(layers[l + 1]);
            }
        }
    }

    double mean() {
        return layers[layers.length - 1].mean[0];
    }

    double variance() {
        return layers[layers.length - 1].variance[0];
    }

    /** Sets both gradients of a function of the output's mean and variance, from its two derivatives, at the last forward pass. */
    void backward(double byMean, double byVariance, double[] means, double[] variances) {
        Layer last = layers[layers.length - 1];
        last.byMean[0] = byMean;
        last.byVariance[0] = byVariance;
        for (int l = layers.length - 1; l >= 0; l--) {
            layers[l].backward(means, variances);
            if (l > 0) {
                layers[l - 1].unrectify(layers[l]);
            }
        }
    }

    private final class Layer {

        private final int inputs;
        private final int outputs;
        private final int offset;
        private final double[] inMean;
        private final double[] inVariance;
        private final double[] byInMean;
        private final double[] byInVariance;
        private final double[] mean;
        private final double[] variance;
        private final double[] byMean;
        private final double[] byVariance;

        Layer(int inputs, int outputs, int offset) {
            this.inputs = inputs;
            this.outputs = outputs;
            this.offset = offset;
            inMean = new double[inputs + 1];
            inMean[inputs] = 1;
            inVariance = new double[inputs + 1];
            byInMean = new double[inputs + 1];
            byInVariance = new double[inputs + 1];
            mean = new double[outputs];
            variance = new double[outputs];
            byMean = new double[outputs];
            byVariance = new double[outputs];
        }

        int size() {
            return outputs * (inputs + 1);
        }

        void forward(double[] means, double[] variances) {
            int at = offset;
            for (int j = 0; j < outputs; j++) {
                double m = 0;
                double v = 0;
                for (int i = 0; i <= inputs; i++, at++) {
                    m += means[at] * inMean[i];
                    v += (means[at] * means[at] + variances[at]) * inVariance[i]
                            + variances[at] * inMean[i] * inMean[i];
                }
                mean[j] = m / Math.sqrt(inputs + 1);
                variance[j] = Math.max(v / (inputs + 1), LEAST_VARIANCE);
            }
        }

        void backward(double[] means, double[] variances) {
            Arrays.fill(byInMean, 0);
            Arrays.fill(byInVariance, 0);
            for (int j = 0; j < outputs; j++) {
                backward(j, means, variances);
            }
        }

        private void backward(int output, double[] means, double[] variances) {
            double gm = byMean[output] / Math.sqrt(inputs + 1);
            double gv = byVariance[output] / (inputs + 1);
            int at = offset + output * (inputs + 1);
            for (int i = 0; i <= inputs; i++, at++) {
                meanGradient[at] = gm * inMean[i] + 2 * gv * means[at] * inVariance[i];
                varianceGradient[at] = gv * (inMean[i] * inMean[i] + inVariance[i]);
                byInMean[i] += gm * means[at] + 2 * gv * variances[at] * inMean[i];
                byInVariance[i] += gv * (means[at] * means[at] + variances[at]);
            }
        }

        void rectifyInto(Layer next) {
            for (int j = 0; j < outputs; j++) {
                double s = Math.sqrt(variance[j]);
                double p = cdf(mean[j] / s);
                double f = density(mean[j] / s);
                double rectified = mean[j] * p + s * f;
                double square = (mean[j] * mean[j] + variance[j]) * p + mean[j] * s * f;
                next.inMean[j] = Math.max(rectified, 0);
                next.inVariance[j] = Math.max(square - rectified * rectified, 0);
            }
        }

        /** The second moment's derivatives are 2 E[relu] by the mean and p by the variance. */
        void unrectify(Layer next) {
            for (int j = 0; j < outputs; j++) {
                double s = Math.sqrt(variance[j]);
                double p = cdf(mean[j] / s);
                double f = density(mean[j] / s);
                double gm = next.byInMean[j];
                double gv = next.byInVariance[j];
                byMean[j] = gm * p + gv * 2 * next.inMean[j] * (1 - p);
                byVariance[j] = gm * f / (2 * s) + gv * (p - next.inMean[j] * f / s);
            }
        }
    }

    private static double cdf(double z) {
        return 0.5 * Erfc.value(-z / ROOT_2);
    }

    private static double density(double z) {
        return Math.exp(-0.5 * z * z) / ROOT_2_PI;
    }
}
