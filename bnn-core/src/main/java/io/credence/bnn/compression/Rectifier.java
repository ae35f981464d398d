package io.credence.bnn.compression;

/** Moments of {@code max(0, x)} of a Gaussian, as {@code moments.Activation.RELU} has them for tensors. */
final class Rectifier {

    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private Rectifier() {}

    /**
     * Replaces moments by those of the rectified value.
     *
     * @throws IllegalStateException when a variance is negative or either is not finite
     */
    static void apply(float[] mean, float[] variance) {
        for (int row = 0; row < mean.length; row++) {
            if (!(variance[row] >= 0) || !Float.isFinite(mean[row] + variance[row])) {
                throw new IllegalStateException("a hidden unit has mean " + mean[row] + " and variance " + variance[row]
                        + "; allowed is what is finite, the variance at least 0."
                        + " Maybe the weights' variance is too large for a network this deep?");
            }
            double[] moments = moments(mean[row], variance[row]);
            mean[row] = (float) moments[0];
            variance[row] = (float) moments[1];
        }
    }

    static void apply(float[] values) {
        for (int row = 0; row < values.length; row++) {
            values[row] = Math.max(0, values[row]);
        }
    }

    static double[] moments(double mean, double variance) {
        if (variance == 0) {
            return new double[] {Math.max(0, mean), 0};
        }
        double sd = Math.sqrt(variance);
        double a = mean / sd;
        double bell = Math.exp(-0.5 * a * a);
        double beyond = tail(Math.abs(a), bell);
        double above = a > 0 ? 1 - beyond : beyond;
        double below = 1 - above;
        double density = bell / ROOT_TWO_PI;
        double share = above + a * a * above * below + a * density * (below - above) - density * density;
        return new double[] {mean * above + sd * density, variance * Math.max(0, share)};
    }

    /**
     * A standard Gaussian's probability beyond x, to 1e-7 (Abramowitz and Stegun 1964, 7.1.26): one exponential, shared with the density, where
     * a library's error function takes most of a network's time.
     *
     * @param x at least 0
     * @param bell {@code exp(-x^2 / 2)}
     */
    static double tail(double x, double bell) {
        double t = 1 / (1 + 0.3275911 * ROOT_HALF * x);
        double sum = 0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)));
        return 0.5 * t * sum * bell;
    }
}
