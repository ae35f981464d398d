package io.credence.forecasting.model.volatility;

/** The standard normal density. */
record GaussianDensity() implements Density {

    private static final double LOG_CONSTANT = -0.5 * Math.log(2 * Math.PI);

    @Override
    public double accumulate(double[] z, int count, double[] slopes, double[] shape, int offset) {
        double squares = 0;
        for (int t = 0; t < count; t++) {
            squares += z[t] * z[t];
            slopes[t] = -z[t];
        }
        return count * LOG_CONSTANT - 0.5 * squares;
    }

    @Override
    public double score(double z, double[] score, int offset) {
        return -z;
    }
}
