package io.credence.bnn.distribution;

/**
 * A Gaussian by its moments; a point where the standard deviation is 0.
 *
 * @param mean finite
 * @param sd standard deviation, finite and at least 0
 */
public record Gaussian(double mean, double sd) {

    public Gaussian {
        if (!Double.isFinite(mean) || !(sd >= 0) || Double.isInfinite(sd)) {
            throw new IllegalArgumentException("Gaussian has mean " + mean + " and standard deviation " + sd
                    + "; both must be finite, the latter at least 0");
        }
    }

    /** The same, moved by a constant. */
    public Gaussian plus(double shift) {
        return new Gaussian(mean + shift, sd);
    }

    /** The same, in another unit. */
    public Gaussian times(double factor) {
        return new Gaussian(mean * factor, sd * Math.abs(factor));
    }
}
