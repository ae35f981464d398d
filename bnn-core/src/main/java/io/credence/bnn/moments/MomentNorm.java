package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import io.credence.bnn.engine.Scalars;

/**
 * Normalisation of uncertain values. With n features, u the normalised means and s their size, the slope of value c by feature j is {@code
 * ((c = j) - (1 + u_c u_j) / n) / s}; the variance is the sum of its squares times the features' variances. The paper has the mean
 * where the gain belongs, and leaves out that mean and size move with the values.
 */
public final class MomentNorm {

    /** Added to the variance that is divided by, as everywhere. */
    public static final double EPSILON = 1e-5;

    private MomentNorm() {}

    /** A layer norm over the last axis, without gain and shift. Its size holds the values' own variance, {@code (1 - 1/n) mean(v)}, too. */
    public static Moments layer(Moments x) {
        NDArray size = size(x);
        NDArray unit = centred(x.mean()).div(size);
        NDArray v = x.variance().div(size.square());
        double share = 1.0 / TensorAxes.features(x.mean());
        NDArray own = v.sub(Scalars.times(v.mul(unit.square().add(1)), 2 * share));
        NDArray lines = mean(v).add(Scalars.times(unit.mul(mean(v.mul(unit))), 2))
                .add(unit.square().mul(mean(v.mul(unit.square()))));
        return new Moments(
                unit, own.add(Scalars.times(lines, share)).getNDArrayInternal().relu());
    }

    /** The slope of each normalised value by its own feature. */
    static NDArray ownSlope(Moments x) {
        NDArray size = size(x);
        NDArray unit = centred(x.mean()).div(size);
        NDArray lost = Scalars.times(unit.square().add(1), 1.0 / TensorAxes.features(x.mean()));
        return lost.neg().add(1).div(size);
    }

    /**
     * A batch norm with running statistics, all {@code [features]}: {@code gain (x - mean) / sqrt(variance + eps) + shift}, exact.
     *
     * @param running mean and variance of the features over the training rows
     */
    public static Moments batch(Moments x, Moments running, NDArray gain, NDArray shift) {
        NDArray factor = gain.div(running.variance().add(EPSILON).sqrt());
        return new Moments(
                x.mean().sub(running.mean()).mul(factor).add(shift),
                x.variance().mul(factor.square()));
    }

    /** Plain values, normalised. */
    static NDArray values(NDArray x) {
        NDArray centred = centred(x);
        return centred.div(mean(centred.square()).add(EPSILON).sqrt());
    }

    private static NDArray size(Moments x) {
        double rest = 1 - 1.0 / TensorAxes.features(x.mean());
        return mean(centred(x.mean()).square())
                .add(Scalars.times(mean(x.variance()), rest))
                .add(EPSILON)
                .sqrt();
    }

    private static NDArray centred(NDArray x) {
        return x.sub(mean(x));
    }

    private static NDArray mean(NDArray x) {
        return x.mean(new int[] {TensorAxes.last(x)}, true);
    }
}
