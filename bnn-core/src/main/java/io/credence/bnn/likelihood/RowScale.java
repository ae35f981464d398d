package io.credence.bnn.likelihood;

/** What the likelihoods of rows share. */
final class RowScale {

    static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

    /** Beyond this log scale no unit of the targets makes sense, and the exponential stays finite. */
    private static final double WIDEST = 30;

    private RowScale() {}

    static double clamp(double logScale) {
        return Math.clamp(logScale, -WIDEST, WIDEST);
    }

    static boolean inside(double logScale) {
        return Math.abs(logScale) < WIDEST;
    }

    static void require(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be above 0 and finite");
        }
    }
}
