package io.credence.bnn.predictive;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.network.HeadMoments;

/**
 * The predictive distribution of one target: an atom at zero, else a Student-t, with its logit, location, log scale and raw
 * degrees of freedom independent Gaussians. An immutable value in plain double arithmetic; losses and gains are in the target's
 * unit.
 */
public final class HurdleStudentT {

    private HurdleStudentT() {}

    /** The predictive of one row and horizon of a step's moments, over its baseline. */
    public static HurdleStudentT of(HeadMoments moments, int row, int horizon, Baseline baseline) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * The predictive from the posteriors of its parameters.
     *
     * @param logit of the atom at zero
     * @param location in the target's unit
     * @param logScale of the scale before the floor
     * @param rawDf {@code df = 2.1 + softplus(raw)}
     * @param floor {@code scale = sqrt(floor^2 + exp(2 logScale))}
     */
    public static HurdleStudentT of(
            Gaussian logit, Gaussian location, Gaussian logScale, Gaussian rawDf, double floor) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Reads what {@link #encode} wrote. */
    public static HurdleStudentT decode(byte[] bytes) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The probability of a value at or under y. */
    public double cdf(double y) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The probability of a value strictly under y. */
    public double cdfBelow(double y) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The probability of exactly zero. */
    public double atom() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The density's logarithm, or at 0 the atom's. */
    public double logDensity(double y) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The smallest y with {@code cdf(y) >= p}, for p strictly between 0 and 1. */
    public double quantile(double p) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The mean of the lowest share p of values. */
    public double tailMean(double p) {
        throw new UnsupportedOperationException("not built yet");
    }

    public double mean() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The mean over parameters of the variance given them. */
    public double aleatoricVariance() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The variance over parameters of the mean given them. */
    public double epistemicVariance() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Continuous ranked probability score of y, in the target's unit; lower is better. */
    public double crps(double y) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * The central posterior interval of the p-quantile given the parameters.
     *
     * @param mass its posterior probability, as 0.9
     */
    public PosteriorInterval quantileInterval(double p, double mass) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** As {@link #quantileInterval}, of the {@link #tailMean}. */
    public PosteriorInterval tailMeanInterval(double p, double mass) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Under 100 bytes, from which {@link #decode} makes an equal value. */
    public byte[] encode() {
        throw new UnsupportedOperationException("not built yet");
    }
}
