package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;

/** The maximum of groups of time steps. The variance is that of the step whose mean is largest, never the largest variance. */
public final class MomentPooling {

    private MomentPooling() {}

    /**
     * Of {@code [..., time, features]} to {@code [..., time / width, features]}. Exact where one mean stands out; where several are within
     * their standard deviations the true mean is larger and the true variance smaller.
     */
    public static Moments maximum(Moments x, int width) {
        NDArray means = TensorAxes.groups(x.mean(), width);
        NDArray variances = TensorAxes.groups(x.variance(), width);
        int axis = TensorAxes.last(means) - 1;
        NDArray place = means.argMax(axis).expandDims(axis);
        return new Moments(
                means.gather(place, axis).squeeze(axis),
                variances.gather(place, axis).squeeze(axis));
    }

    /** Of plain values. */
    static NDArray values(NDArray x, int width) {
        NDArray groups = TensorAxes.groups(x, width);
        return groups.max(new int[] {TensorAxes.last(groups) - 1});
    }
}
