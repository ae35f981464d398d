package io.credence.forecasting.distribution;

/**
 * The generalised Pareto law of excesses x over a threshold: survival {@code (1 + shape x / scale)^(-1 / shape)}
 * (Pickands 1975; McNeil and Frey 2000).
 *
 * @param shape from 1e-4, nearly an exponential tail, to 0.45, under the half at which there is no variance
 * @param scale positive
 */
public record ParetoTail(double shape, double scale) {

    public static final double LEAST_SHAPE = 1e-4;
    public static final double GREATEST_SHAPE = 0.45;

    public ParetoTail {
        if (!(shape >= LEAST_SHAPE && shape <= GREATEST_SHAPE)) {
            throw new IllegalArgumentException("shape of a Pareto tail is " + shape + "; it must be from " + LEAST_SHAPE
                    + " to " + GREATEST_SHAPE);
        }
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException(
                    "scale of a Pareto tail is " + scale + "; it must be positive and finite");
        }
    }

    /** The probability of an excess over x. */
    double survival(double x) {
        return Math.exp(-Math.log1p(shape * x / scale) / shape);
    }

    /** The excess that is exceeded with probability p. */
    double exceededWith(double p) {
        return scale * Math.expm1(-shape * Math.log(p)) / shape;
    }

    /** The mean of the excesses over x. */
    double meanOver(double x) {
        return x + (scale + shape * x) / (1 - shape);
    }

    double mean() {
        return scale / (1 - shape);
    }

    double secondMoment() {
        return 2 * scale * scale / ((1 - shape) * (1 - 2 * shape));
    }

    /** The integral of the squared survival function. */
    double squaredSurvival() {
        return scale / (2 - shape);
    }

    /** The log density at an excess, in nats. */
    public double logDensity(double x) {
        return -Math.log(scale) - (1 + 1 / shape) * Math.log1p(shape * x / scale);
    }
}
