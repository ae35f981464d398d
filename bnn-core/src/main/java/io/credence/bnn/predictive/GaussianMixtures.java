package io.credence.bnn.predictive;

/**
 * The predictive distribution of many rows under draws of the parameters: each row has a mixture of equally likely Gaussians.
 *
 * @param means {@code [draws][rows]}
 * @param sds {@code [draws][rows]}, above 0
 */
public record GaussianMixtures(double[][] means, double[][] sds) {

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    public GaussianMixtures {
        if (means.length == 0 || means.length != sds.length || means[0].length != sds[0].length) {
            throw new IllegalArgumentException("a mixture has " + means.length + " draws of means and " + sds.length
                    + " of standard deviations; both need the same shape and at least 1 draw");
        }
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
        for (double[] draw : means) {
            sum += draw[row];
        }
        return sum / draws();
    }

    /** The mean of the draws' variances: what would remain if the parameters were known. */
    public double aleatoric(int row) {
        double sum = 0;
        for (double[] draw : sds) {
            sum += draw[row] * draw[row];
        }
        return sum / draws();
    }

    /** The variance of the draws' means: what more data would take away. The total variance is both together. */
    public double epistemic(int row) {
        double mean = mean(row);
        double sum = 0;
        for (double[] draw : means) {
            sum += (draw[row] - mean) * (draw[row] - mean);
        }
        return sum / draws();
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
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / logs.length);
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
        return new GaussianMixtures(affine(means, shift, factor), affine(sds, 0, factor));
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
