package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.Scalars;

/**
 * Mean and variance of each value of a tensor. Nothing is said of covariances; operations on two take them as independent.
 *
 * @param mean of any shape
 * @param variance of the same shape, at least 0
 */
public record Moments(NDArray mean, NDArray variance) {

    /** @throws IllegalArgumentException when the shapes differ */
    public Moments {
        if (!mean.getShape().equals(variance.getShape())) {
            throw new IllegalArgumentException("mean has shape " + mean.getShape() + " but variance "
                    + variance.getShape() + "; they must be equal. Maybe one of them was not broadcast?");
        }
    }

    /** Values that are known: their variance is 0. */
    public static Moments certain(NDArray values) {
        return new Moments(values, values.zerosLike());
    }

    /** Of the sum. */
    public Moments plus(Moments other) {
        return new Moments(mean.add(other.mean), variance.add(other.variance));
    }

    /** Of the product: {@code m1^2 v2 + v1 (m2^2 + v2)}. */
    public Moments times(Moments other) {
        NDArray second = other.mean.square().add(other.variance);
        return new Moments(
                mean.mul(other.mean), mean.square().mul(other.variance).add(variance.mul(second)));
    }

    /** Of a multiple. */
    public Moments times(double factor) {
        return new Moments(Scalars.times(mean, factor), Scalars.times(variance, factor * factor));
    }

    public Moments reshape(Shape shape) {
        return new Moments(mean.reshape(shape), variance.reshape(shape));
    }

    /**
     * These, if they can be a mean and a variance. It waits for the values, so ask at the end of a pass.
     *
     * @param where they come from, for the message
     * @throws IllegalStateException when a mean is not finite, or a variance is neither 0 nor positive and finite
     */
    public Moments checked(String where) {
        check(where, "mean", mean, Double.NEGATIVE_INFINITY);
        check(where, "variance", variance, 0);
        return this;
    }

    private static void check(String where, String what, NDArray values, double least) {
        double low = values.min().toType(DataType.FLOAT64, false).getDouble();
        double high = values.max().toType(DataType.FLOAT64, false).getDouble();
        if (!(low >= least) || !Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalStateException("the " + what + " of " + where + " lies between " + low + " and " + high
                    + "; allowed is " + (least == 0 ? "0 or more, and finite" : "what is finite")
                    + ". Maybe the weights' variance is too large for a network this deep?");
        }
    }
}
