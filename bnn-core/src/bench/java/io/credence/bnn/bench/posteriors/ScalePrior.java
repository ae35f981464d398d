package io.credence.bnn.bench.posteriors;

/**
 * A prior on a positive number, up to a constant.
 *
 * @param family its form
 * @param scale above 0
 */
record ScalePrior(Family family, double scale) {

    /** Both halved at 0. */
    enum Family {
        CAUCHY,
        NORMAL
    }

    static ScalePrior halfCauchy(double scale) {
        return new ScalePrior(Family.CAUCHY, scale);
    }

    static ScalePrior halfNormal(double scale) {
        return new ScalePrior(Family.NORMAL, scale);
    }

    double log(double x) {
        double square = x * x / (scale * scale);
        return family == Family.CAUCHY ? -Math.log1p(square) : -0.5 * square;
    }

    /** The derivative by log x. */
    double slope(double x) {
        double square = x * x / (scale * scale);
        return family == Family.CAUCHY ? -2 * square / (1 + square) : -square;
    }
}
