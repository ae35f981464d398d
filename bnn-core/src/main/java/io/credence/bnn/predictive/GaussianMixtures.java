package io.credence.bnn.predictive;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The predictive distribution of many rows under draws of the parameters: each row has a mixture of Gaussians.
 *
 * @param means {@code [draws][rows]}
 * @param sds {@code [draws][rows]}, above 0
 * @param weights {@code [draws]}, of sum 1
 */
public record GaussianMixtures(double[][] means, double[][] sds, double[] weights) {

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    public GaussianMixtures {
        if (means.length == 0 || means.length != sds.length || means[0].length != sds[0].length) {
            throw new IllegalArgumentException("a mixture has " + means.length + " draws of means and " + sds.length
                    + " of standard deviations; both need the same shape and at least 1 draw");
        }
        if (weights.length != means.length) {
            throw new IllegalArgumentException(
                    "a mixture has " + means.length + " draws and " + weights.length + " weights");
        }
    }

    /** Of equally likely draws. */
    public GaussianMixtures(double[][] means, double[][] sds) {
        this(means, sds, equal(means.length));
    }

    /**
     * All draws of several predictions of the same rows.
     *
     * @param weights of each prediction, of sum 1
     */
    public static GaussianMixtures mixed(List<GaussianMixtures> parts, double[] weights) {
        double[] each =
                new double[parts.stream().mapToInt(GaussianMixtures::draws).sum()];
        int at = 0;
        for (int part = 0; part < weights.length; part++) {
            for (double weight : parts.get(part).weights) {
                each[at++] = weights[part] * weight;
            }
        }
        return new GaussianMixtures(joined(parts, GaussianMixtures::means), joined(parts, GaussianMixtures::sds), each);
    }

    private static double[][] joined(List<GaussianMixtures> parts, Function<GaussianMixtures, double[][]> draws) {
        return parts.stream().map(draws).flatMap(Arrays::stream).toArray(double[][]::new);
    }

    private static double[] equal(int draws) {
        double[] weights = new double[draws];
        Arrays.fill(weights, 1.0 / draws);
        return weights;
    }

    public int draws() {
        return means.length;
    }

    public int rows() {
        return means[0].length;
    }

    /** The predictive mean of a row. */
    public double mean(int row) {
        double sum = 0;
        for (int draw = 0; draw < draws(); draw++) {
            sum += weights[draw] * means[draw][row];
        }
        return sum;
    }

    /** The mean of the draws' variances: what would remain if the parameters were known. */
    public double aleatoric(int row) {
        double sum = 0;
        for (int draw = 0; draw < draws(); draw++) {
            sum += weights[draw] * sds[draw][row] * sds[draw][row];
        }
        return sum;
    }

    /** The variance of the draws' means: what more data would take away. The total variance is both together. */
    public double epistemic(int row) {
        double mean = mean(row);
        double sum = 0;
        for (int draw = 0; draw < draws(); draw++) {
            sum += weights[draw] * (means[draw][row] - mean) * (means[draw][row] - mean);
        }
        return sum;
    }

    /** The log density of a row's mixture at y, as the log of a mean of exponentials. */
    public double logDensity(int row, double y) {
        double[] logs = new double[draws()];
        double largest = Double.NEGATIVE_INFINITY;
        for (int draw = 0; draw < logs.length; draw++) {
            double z = (y - means[draw][row]) / sds[draw][row];
            logs[draw] = -0.5 * z * z - Math.log(sds[draw][row]) - HALF_LOG_TWO_PI;
            largest = Math.max(largest, logs[draw]);
        }
        double sum = 0;
        for (int draw = 0; draw < logs.length; draw++) {
            sum += weights[draw] * Math.exp(logs[draw] - largest);
        }
        return largest + Math.log(sum);
    }

    /** The mean over rows of minus the log density: NLL in nats per row. */
    public double negativeLogLikelihood(double[] targets) {
        double sum = 0;
        for (int row = 0; row < checked(targets).length; row++) {
            sum -= logDensity(row, targets[row]);
        }
        return sum / rows();
    }

    /** The root mean squared error of the predictive means. */
    public double rmse(double[] targets) {
        double sum = 0;
        for (int row = 0; row < checked(targets).length; row++) {
            sum += (mean(row) - targets[row]) * (mean(row) - targets[row]);
        }
        return Math.sqrt(sum / rows());
    }

    /** In another unit: {@code y = shift + factor * y'}, the factor above 0. */
    public GaussianMixtures scaled(double shift, double factor) {
        return new GaussianMixtures(affine(means, shift, factor), affine(sds, 0, factor), weights);
    }

    private static double[][] affine(double[][] values, double shift, double factor) {
        double[][] scaled = new double[values.length][values[0].length];
        for (int draw = 0; draw < values.length; draw++) {
            for (int row = 0; row < values[draw].length; row++) {
                scaled[draw][row] = shift + factor * values[draw][row];
            }
        }
        return scaled;
    }

    private double[] checked(double[] targets) {
        if (targets.length != rows()) {
            throw new IllegalArgumentException(
                    "there are " + targets.length + " targets for predictions of " + rows() + " rows");
        }
        return targets;
    }
}
