package io.credence.forecasting.model.volatility;

/** A sum of logarithms that takes one logarithm of many factors' product, and no more than it must. */
final class LogProduct {

    private static final double LARGE = 1e100;
    private static final double SMALL = 1e-100;

    private double product = 1;
    private double sum;

    /** Adds the logarithm of a positive number between 1e-200 and 1e200. */
    void times(double factor) {
        product *= factor;
        if (!(product < LARGE && product > SMALL)) {
            sum += Math.log(product);
            product = 1;
        }
    }

    double sum() {
        return sum + Math.log(product);
    }
}
