package io.credence.bnn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Adam (Kingma and Ba 2015) on native arrays, moments and all, in one launch. */
public final class NativeAdam {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    private NativeAdam() {}

    /**
     * Moves the points down their gradient, which becomes 0.
     *
     * @param points that need a gradient; changed, as the moments are
     * @param momentum of the points' shape
     * @param square of the points' shape
     * @param step done before, at least 0
     */
    public static void descend(NDArray points, NDArray momentum, NDArray square, double rate, long step) {
        double corrected = rate * Math.sqrt(1 - Math.pow(BETA2, step + 1)) / (1 - Math.pow(BETA1, step + 1));
        JniUtils.adamUpdate(
                (PtNDArray) points,
                (PtNDArray) points.getGradient(),
                (PtNDArray) momentum,
                (PtNDArray) square,
                (float) rate,
                (float) corrected,
                0,
                1,
                -1,
                BETA1,
                BETA2,
                EPSILON,
                false);
        JniUtils.zeroGrad((PtNDArray) points);
    }
}
