package io.credence.forecasting.distribution;

import java.nio.ByteBuffer;

/**
 * The law of a standardised innovation z, where a return is {@code location + scale z}. Parametric laws have mean 0 and
 * variance 1; an empirical law has those of its sample.
 *
 * <p>An implementation is an immutable value. All of its methods are pure and finite for finite arguments.
 */
public sealed interface StandardLaw permits NormalLaw, StudentTLaw, SkewedTLaw, EmpiricalLaw, SplicedParetoLaw {

    /** The log density at z, in nats. */
    double logDensity(double z);

    /** The probability of a value at or under z. */
    double cdf(double z);

    /** The probability of a value strictly under z. */
    default double cdfBelow(double z) {
        return cdf(z);
    }

    /**
     * The smallest z with {@code cdf(z) >= p}.
     *
     * @param p strictly between 0 and 1
     */
    double quantile(double p);

    /** The mean of the values at or under the quantile at p; never over that quantile. */
    double lowerTailMean(double p);

    /** The integral of x dF(x) up to z: the mean of the values at or under z, times their probability. */
    default double partialMean(double z) {
        double p = cdf(z);
        if (p >= 1) {
            return mean();
        }
        return p > 0 ? p * lowerTailMean(p) : 0;
    }

    double mean();

    double variance();

    /** The continuous ranked probability score of z. */
    double crps(double z);

    /** Bytes from which {@link #read} makes an equal law. */
    byte[] encode();

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes begin with the tag of no law
     */
    static StandardLaw read(ByteBuffer bytes) {
        byte tag = bytes.get();
        return switch (tag) {
            case NormalLaw.TAG -> new NormalLaw();
            case StudentTLaw.TAG -> new StudentTLaw(bytes.getDouble());
            case SkewedTLaw.TAG -> new SkewedTLaw(bytes.getDouble(), bytes.getDouble());
            case EmpiricalLaw.TAG -> EmpiricalLaw.read(bytes);
            case SplicedParetoLaw.TAG -> SplicedParetoLaw.read(bytes);
            default ->
                throw new IllegalArgumentException("law has tag " + tag
                        + "; it must be from 1 to 5. Maybe the bytes were written by a newer version.");
        };
    }
}
