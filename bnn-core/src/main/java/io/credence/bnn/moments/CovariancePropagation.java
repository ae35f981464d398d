package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import io.credence.bnn.engine.Scalars;

/**
 * VDP with the full covariance of each layer's values, for feed-forward networks small enough: memory grows with the square of the width
 * for every row. Weights are independent Gaussians, drawn once for all units of a row.
 *
 * <p>A linear layer is exact: {@code C = M Sigma M' + diag(S (v + m^2) + s)}. An activation's variances are those of {@link
 * Activation#moments}, its covariances the first two terms of the series {@code cov(f(a), f(b)) = sum_n E f^(n)(a) E f^(n)(b) cov(a, b)^n / n!}
 * (Price 1958).
 */
public final class CovariancePropagation implements Propagation<CovarianceMoments> {

    private final Affine means;
    private final Affine variances;

    /**
     * With these weights.
     *
     * @param mean {@code [size]}
     * @param variance {@code [size]}
     */
    public CovariancePropagation(Layout layout, NDArray mean, NDArray variance) {
        means = new Affine(layout, mean);
        variances = new Affine(layout, variance);
    }

    @Override
    public CovarianceMoments certain(NDArray values) {
        return CovarianceMoments.certain(values);
    }

    @Override
    public CovarianceMoments linear(CovarianceMoments x, String layer) {
        NDArray weight = means.weight(layer);
        NDArray second = x.variance().add(x.mean().square());
        NDArray own = second.matMul(variances.weight(layer).transpose()).add(variances.bias(layer));
        NDArray carried = weight.matMul(x.covariance()).matMul(weight.transpose());
        // rounding, and the truncated series of an activation, can leave a quadratic form slightly below 0
        NDArray form = CovarianceMoments.diagonal(carried);
        NDArray lifted = form.getNDArrayInternal().relu().sub(form);
        return new CovarianceMoments(
                x.mean().matMul(weight.transpose()).add(means.bias(layer)), carried.add(diagonal(own.add(lifted))));
    }

    @Override
    public CovarianceMoments activate(CovarianceMoments x, Activation activation) {
        Moments before = x.moments();
        Moments after = activation.moments(before);
        NDArray series = outer(activation.expectedSlope(before)).mul(x.covariance());
        NDArray bend =
                outer(activation.expectedCurvature(before)).mul(x.covariance().square());
        NDArray covariance = series.add(Scalars.times(bend, 0.5));
        NDArray others = identity(covariance).neg().add(1);
        return new CovarianceMoments(after.mean(), covariance.mul(others).add(diagonal(after.variance())));
    }

    private static NDArray outer(NDArray x) {
        int axis = TensorAxes.last(x);
        return x.expandDims(axis + 1).mul(x.expandDims(axis));
    }

    /** A matrix for each row. */
    private static NDArray diagonal(NDArray x) {
        NDArray column = x.expandDims(TensorAxes.last(x) + 1);
        return column.mul(identity(column, TensorAxes.features(x)));
    }

    private static NDArray identity(NDArray matrices) {
        return identity(matrices, TensorAxes.features(matrices));
    }

    private static NDArray identity(NDArray like, long size) {
        return like.getManager().eye((int) size, (int) size, 0, like.getDataType());
    }
}
