package io.credence.bnn.predictive;

/**
 * The log-normal, moved along the axis, that has the given mean, variance and third cumulant: a stand-in for the sum of a
 * log-normal and an independent Gaussian, exact where either of them is a point.
 *
 * <p>With {@code w = exp(tau^2)} the skewness is {@code (w + 2) sqrt(w - 1)} (Johnson, Kotz and Balakrishnan 1994, chapter 14); that
 * cubic has the root {@code w - 1 = 4 sinh^2(c/2)}, {@code c = 2 asinh(skewness / 2) / 3}.
 *
 * @param mean of it
 * @param sd of it, at least 0
 * @param skewness where negative, the mirror image of a log-normal
 */
record ShiftedLogNormal(double mean, double sd, double skewness) {

    /** Under this skewness it is the Gaussian in all digits that matter. */
    private static final double STRAIGHT = 1e-6;

    /**
     * Of {@code exp(X) + N(0, gaussianSd^2)} with X nearly Gaussian.
     *
     * @param logThird third cumulant of X, small beside its variance to the power 3/2
     */
    static ShiftedLogNormal ofSum(double logMean, double logVariance, double logThird, double gaussianSd) {
        double mean = Math.exp(logMean + 0.5 * logVariance + logThird / 6);
        double grown = Math.expm1(logVariance);
        double variance = mean * mean * (grown + logThird) + gaussianSd * gaussianSd;
        double third = mean * mean * mean * (grown * grown * (grown + 3) + logThird);
        double sd = Math.sqrt(variance);
        return new ShiftedLogNormal(mean, sd, sd == 0 ? 0 : third / (variance * sd));
    }

    /** The quantile at the standard Gaussian's z. */
    double quantile(double z) {
        double size = Math.abs(skewness);
        if (size < STRAIGHT) {
            return mean + sd * z;
        }
        double sign = Math.signum(skewness);
        double half = Math.sinh(asinh(0.5 * size) / 3);
        double grown = 4 * half * half;
        double tau = Math.sqrt(Math.log1p(grown));
        return mean + sign * sd * Math.expm1(sign * tau * z - 0.5 * tau * tau) / Math.sqrt(grown);
    }

    private static double asinh(double x) {
        return Math.log(x + Math.sqrt(x * x + 1));
    }
}
