package io.credence.bnn.predictive;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.distribution.UncertainT;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.likelihood.HurdleStudentTLikelihood;
import io.credence.bnn.network.HeadMoments;
import java.nio.ByteBuffer;

/**
 * The predictive distribution of one target: an atom at zero, else a Student-t, with its logit, location, log scale and raw
 * degrees of freedom independent Gaussians. An immutable value in plain double arithmetic, in the target's unit.
 *
 * <p>With p0 the atom's mean probability and C the cdf of {@link LocationScaleMixture}, {@code F(y) = (1 - p0) C(y) + p0 [y >=
 * 0]}: p0 is independent of the other parameters, so only its mean enters. Quantiles are quantiles of this cdf.
 */
public final class HurdleStudentT {

    /** Bytes of {@link #encode}. */
    public static final int ENCODED_BYTES = 1 + 9 * Double.BYTES;

    private static final byte VERSION = 1;

    private final Gaussian logit;
    private final Gaussian location;
    private final Gaussian logScale;
    private final Gaussian rawDf;
    private final double floor;
    private final UncertainT t;
    private final LocationScaleMixture continuous;
    private final LogisticGaussian off;

    private HurdleStudentT(Gaussian logit, Gaussian location, Gaussian logScale, Gaussian rawDf, double floor) {
        this.logit = logit;
        this.location = location;
        this.logScale = logScale;
        this.rawDf = rawDf;
        this.floor = floor;
        this.t = UncertainT.of(rawDf, HurdleStudentTLikelihood.DF_FLOOR);
        this.continuous = new LocationScaleMixture(location, logScale, floor, t);
        this.off = LogisticGaussian.of(logit);
    }

    /** The predictive of one row and horizon of a step's moments, over its baseline. */
    public static HurdleStudentT of(HeadMoments moments, int row, int horizon, Baseline baseline) {
        return of(
                moments.logit(row, horizon).plus(baseline.logit()),
                moments.location(row, horizon).times(baseline.locationScale()).plus(baseline.location()),
                moments.logScale(row, horizon).plus(baseline.logScale()),
                moments.rawDf(horizon),
                baseline.floor());
    }

    /**
     * The predictive from the posteriors of its parameters.
     *
     * @param logit of the atom at zero
     * @param location in the target's unit
     * @param logScale of the scale before the floor; its mean at most 300 in size, its standard deviation at most 30
     * @param rawDf {@code df = 2.1 + softplus(raw)}
     * @param floor {@code scale = sqrt(floor^2 + exp(2 logScale))}, finite and at least 0
     */
    public static HurdleStudentT of(
            Gaussian logit, Gaussian location, Gaussian logScale, Gaussian rawDf, double floor) {
        if (!(floor >= 0) || Double.isInfinite(floor)) {
            throw new IllegalArgumentException("floor of the scale is " + floor + "; it must be finite and at least 0");
        }
        if (Math.abs(logScale.mean()) > 300 || logScale.sd() > 30) {
            throw new IllegalArgumentException("log scale is " + logScale
                    + "; allowed are a mean of at most 300 in size and a standard deviation of at most 30."
                    + " Maybe features lie far outside those of the training?");
        }
        return new HurdleStudentT(logit, location, logScale, rawDf, floor);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are of another length or version, or hold no such distribution
     */
    public static HurdleStudentT decode(byte[] bytes) {
        if (bytes.length != ENCODED_BYTES || bytes[0] != VERSION) {
            throw new IllegalArgumentException("encoded distribution has " + bytes.length + " bytes and version "
                    + (bytes.length == 0 ? "none" : bytes[0]) + "; expected are " + ENCODED_BYTES + " and " + VERSION
                    + ". Maybe another kind of model wrote it?");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        return of(gaussian(in), gaussian(in), gaussian(in), gaussian(in), in.getDouble());
    }

    /** The probability of a value at or under y. */
    public double cdf(double y) {
        return cdfBelow(y) + (y == 0 ? atom() : 0);
    }

    /** The probability of a value strictly under y. */
    public double cdfBelow(double y) {
        return off.mean() * continuous.upper(continuous.centre() - y) + (y > 0 ? atom() : 0);
    }

    /** The probability of exactly zero. */
    public double atom() {
        return 1 - off.mean();
    }

    /** The density's logarithm in nats, or at 0 the atom's. */
    public double logDensity(double y) {
        return y == 0 ? Math.log(atom()) : Math.log(off.mean() * continuous.density(y - continuous.centre()));
    }

    /** The smallest y with {@code cdf(y) >= p}, for p strictly between 0 and 1. */
    public double quantile(double p) {
        requireProbability(p);
        double below = off.mean() * continuous.upper(continuous.centre());
        if (p <= below) {
            return Math.min(0, continuousQuantile(p / off.mean()));
        }
        if (p <= below + atom()) {
            return 0;
        }
        return Math.max(0, continuousUpperQuantile((1 - p) / off.mean()));
    }

    /** The mean of the lowest share p of values. */
    public double tailMean(double p) {
        double quantile = quantile(p);
        double distance = continuous.centre() - quantile;
        return off.mean() * (continuous.centre() * continuous.upper(distance) - continuous.upperMoment(distance)) / p;
    }

    public double mean() {
        return off.mean() * location.mean();
    }

    /** The mean over parameters of the variance given them. */
    public double aleatoricVariance() {
        double square = location.mean() * location.mean() + location.sd() * location.sd();
        return off.mean() * (meanSquareScale() * t.variance() + square) - off.meanSquare() * square;
    }

    /** The variance over parameters of the mean given them. */
    public double epistemicVariance() {
        double spread = location.sd() * location.sd();
        double square = location.mean() * location.mean();
        return off.meanSquare() * spread + Math.max(0, off.meanSquare() - off.mean() * off.mean()) * square;
    }

    /** Continuous ranked probability score of y, in the target's unit: {@code E|Y - y| - E|Y - Y'| / 2}; lower is better. */
    public double crps(double y) {
        double distance = off.mean() * continuous.meanAbsolute(y - continuous.centre()) + atom() * Math.abs(y);
        double difference = off.mean() * off.mean() * continuous.meanDifference()
                + 2 * off.mean() * atom() * continuous.meanAbsolute(-continuous.centre());
        return distance - 0.5 * difference;
    }

    /**
     * The central posterior interval of the p-quantile given the parameters.
     *
     * @param mass its posterior probability, as 0.9
     */
    public PosteriorInterval quantileInterval(double p, double mass) {
        requireProbability(p);
        return new FunctionalPosterior(this, p, FunctionalPosterior.Kind.QUANTILE).interval(mass);
    }

    /** As {@link #quantileInterval}, of the {@link #tailMean}. */
    public PosteriorInterval tailMeanInterval(double p, double mass) {
        requireProbability(p);
        return new FunctionalPosterior(this, p, FunctionalPosterior.Kind.TAIL_MEAN).interval(mass);
    }

    /** {@link #ENCODED_BYTES} bytes, from which {@link #decode} makes an equal value. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(ENCODED_BYTES).put(VERSION);
        for (Gaussian part : new Gaussian[] {logit, location, logScale, rawDf}) {
            out.putDouble(part.mean()).putDouble(part.sd());
        }
        return out.putDouble(floor).array();
    }

    /** Posterior of the atom's logit. */
    public Gaussian logit() {
        return logit;
    }

    /** Posterior of the location. */
    public Gaussian location() {
        return location;
    }

    /** Posterior of the log scale before the floor. */
    public Gaussian logScale() {
        return logScale;
    }

    /** Posterior of the raw degrees of freedom. */
    public Gaussian rawDf() {
        return rawDf;
    }

    /** The least scale. */
    public double floor() {
        return floor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HurdleStudentT that
                && logit.equals(that.logit)
                && location.equals(that.location)
                && logScale.equals(that.logScale)
                && rawDf.equals(that.rawDf)
                && floor == that.floor;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * (31 * logit.hashCode() + location.hashCode()) + logScale.hashCode()) + rawDf.hashCode())
                + Double.hashCode(floor);
    }

    @Override
    public String toString() {
        return "HurdleStudentT[logit=" + logit + ", location=" + location + ", logScale=" + logScale + ", rawDf="
                + rawDf + ", floor=" + floor + "]";
    }

    UncertainT t() {
        return t;
    }

    /** E scale^2, by the Gaussian's moment generating function. */
    private double meanSquareScale() {
        return floor * floor + Math.exp(2 * logScale.mean() + 2 * logScale.sd() * logScale.sd());
    }

    private double continuousQuantile(double p) {
        return p <= 0.5
                ? continuous.centre() - continuous.upperQuantile(p)
                : continuous.centre() + continuous.upperQuantile(1 - p);
    }

    private double continuousUpperQuantile(double p) {
        return p <= 0.5
                ? continuous.centre() + continuous.upperQuantile(p)
                : continuous.centre() - continuous.upperQuantile(1 - p);
    }

    private static Gaussian gaussian(ByteBuffer in) {
        return new Gaussian(in.getDouble(), in.getDouble());
    }

    private static void requireProbability(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("probability is " + p + "; it must lie strictly between 0 and 1");
        }
    }
}
