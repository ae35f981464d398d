package io.credence.bnn.likelihood;

/**
 * What the head's outputs of one row and horizon are residuals of, so that a network learns only what a simple forecast
 * misses. With the head's outputs (a, m, s):
 *
 * <pre>
 * logit of the atom at zero = logit + a
 * location                  = location + locationScale * m
 * scale                     = sqrt(floor^2 + exp(2 * (logScale + s)))
 * </pre>
 *
 * @param location in the target's unit
 * @param locationScale the unit of the head's location, in the target's unit; at least 0 (at 0 the location is given, not
 *     learnt). A volatility, say
 * @param logScale log of a scale in the target's unit
 * @param logit of the probability of a target of exactly zero
 * @param floor the least scale, in the target's unit; at least 0
 */
public record Baseline(double location, double locationScale, double logScale, double logit, double floor) {

    /** Outputs as they are, no floor. */
    public static final Baseline NONE = new Baseline(0, 1, 0, 0, 0);

    /** How many numbers a baseline is, in arrays that hold several: its components in their order. */
    public static final int SIZE = 5;

    public Baseline {
        if (!Double.isFinite(location) || !Double.isFinite(logScale) || !Double.isFinite(logit)) {
            throw new IllegalArgumentException("baseline has location " + location + ", log scale " + logScale
                    + " and logit " + logit + "; all must be finite. Maybe a volatility was 0 before its logarithm?");
        }
        if (!(locationScale >= 0 && floor >= 0) || Double.isInfinite(locationScale) || Double.isInfinite(floor)) {
            throw new IllegalArgumentException("baseline has location scale " + locationScale + " and floor " + floor
                    + "; both must be finite and at least 0");
        }
    }
}
