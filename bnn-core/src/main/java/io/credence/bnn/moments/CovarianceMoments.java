package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Mean and covariance of each row's features.
 *
 * @param mean {@code [rows, features]}
 * @param covariance {@code [rows, features, features]}, symmetric
 */
public record CovarianceMoments(NDArray mean, NDArray covariance) {

    /** @throws IllegalArgumentException when the shapes do not fit */
    public CovarianceMoments {
        Shape expected = mean.getShape().add(TensorAxes.features(mean));
        if (!covariance.getShape().equals(expected)) {
            throw new IllegalArgumentException("mean has shape " + mean.getShape() + " but covariance "
                    + covariance.getShape() + "; it must be " + expected);
        }
    }

    /** Values that are known. */
    public static CovarianceMoments certain(NDArray values) {
        Shape shape = values.getShape().add(TensorAxes.features(values));
        return new CovarianceMoments(values, values.getManager().zeros(shape, values.getDataType()));
    }

    /** The diagonal, {@code [rows, features]}. */
    public NDArray variance() {
        return diagonal(covariance);
    }

    /** Of each matrix. */
    static NDArray diagonal(NDArray matrices) {
        int size = (int) TensorAxes.features(matrices);
        NDArray eye = matrices.getManager().eye(size, size, 0, matrices.getDataType());
        return matrices.mul(eye).sum(new int[] {TensorAxes.last(matrices)});
    }

    /** Without covariances. */
    public Moments moments() {
        return new Moments(mean, variance());
    }
}
