package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The covariance of each linear output's weights and bias, as {@code L L'}: {@code var = |L' (x, 1)|^2}. Outputs' dependence on each
 * other is not kept, since predictions do not use it.
 */
final class HeadFactor {

    private final int outputs;
    private final int width;
    private final NDArray weights;
    private final NDArray biases;

    /**
     * Copies it to the manager.
     *
     * @param factor {@code [outputs, width, width]}, each lower triangular; the bias is the last of each
     */
    HeadFactor(NetworkSpec spec, float[] factor, NDManager manager) {
        outputs = NetworkSpec.LINEAR_OUTPUTS * spec.horizons();
        width = spec.headFeatures() + 1;
        NDArray whole = manager.create(factor, new Shape(outputs, width, width)).transpose(1, 0, 2);
        NDArray flat = whole.reshape(width, (long) outputs * width);
        weights = flat.get("0:{}", width - 1);
        biases = flat.get("{}:", width - 1);
    }

    /** {@code [rows, outputs]}. */
    NDArray variance(NDArray features) {
        NDArray product = features.matMul(weights).addi(biases);
        return product.reshape(-1, outputs, width).square().sum(new int[] {2});
    }
}
