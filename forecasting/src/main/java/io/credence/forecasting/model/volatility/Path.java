package io.credence.forecasting.model.volatility;

/**
 * Conditional variances and their derivatives, as a recursion fills them; made once a fit.
 *
 * @param variance of return t given those before it, t = 0 to n; the last is the forecast
 * @param derivative of variance t by parameter k at {@code t * width + k}, beginning with the mean
 */
record Path(int size, int width, double[] variance, double[] derivative) {

    static Path of(int size, int width) {
        return new Path(size, width, new double[size + 1], new double[(size + 1) * width]);
    }
}
