package io.credence.bnn.network.moment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.DrawPropagation;
import io.credence.bnn.moments.Moments;
import io.credence.bnn.moments.TracedPropagation;
import io.credence.bnn.moments.VariancePropagation;
import io.credence.bnn.moments.WindowMoments;

/** The variances of a network's outputs for windows, each from one point: the weights' means and variances. */
public final class MomentPass {

    private MomentPass() {}

    /**
     * Weights drawn anew at each step: one pass of means and variances.
     *
     * @param weights {@code [size]}
     * @param windows {@code [windows, time, inputs]}
     * @throws IllegalStateException when a variance is negative or overflows
     */
    public static WindowMoments.Renewed renewed(MomentNetwork network, Moments weights, NDArray windows) {
        VariancePropagation through = new VariancePropagation(network.layout(), weights.mean(), weights.variance());
        Moments outputs = network.forward(through, through.certain(windows));
        return new WindowMoments.Renewed(outputs.checked("the outputs"));
    }

    /**
     * The same with the covariances between features and between steps, to first order: one pass forward, one backward for each output.
     *
     * @param weights {@code [size]}
     * @param windows {@code [windows, time, inputs]}
     * @throws IllegalStateException when a variance is negative or overflows
     */
    public static WindowMoments.Renewed traced(MomentNetwork network, Moments weights, NDArray windows) {
        TensorEngine.enter(true);
        try {
            TracedPropagation through = new TracedPropagation(network.layout(), weights.mean(), weights.variance());
            NDArray means = network.forward(through, through.certain(windows)).mean();
            NDList columns = new NDList();
            long count = means.getShape().get(1);
            for (long k = 0; k < count; k++) {
                columns.add(through.variance(means.get(":, " + k), k + 1 == count));
            }
            Moments outputs = new Moments(means.stopGradient(), NDArrays.stack(columns, 1));
            return new WindowMoments.Renewed(outputs.checked("the outputs"));
        } finally {
            TensorEngine.enter(false);
        }
    }

    /**
     * Weights held over the window, to first order in them: {@code mean = f(m)}, {@code variance = J diag(sigma^2) J'} with J the outputs' slopes by the
     * weights at their means. One pass forward, one backward for each output; each window has a copy of the weights, so
     * memory grows with windows times weights.
     *
     * @param weights {@code [size]}
     * @param windows {@code [windows, time, inputs]}
     */
    public static WindowMoments.Held linearised(MomentNetwork network, Moments weights, NDArray windows) {
        long rows = windows.getShape().get(0);
        NDArray copies = weights.mean().expandDims(0).repeat(0, rows);
        copies.setRequiresGradient(true);
        TensorEngine.enter(true);
        try {
            NDArray outputs = network.forward(new DrawPropagation(network.layout(), copies), windows.expandDims(1))
                    .squeeze(1);
            NDArray variance = variances(outputs, copies, weights.variance());
            return new WindowMoments.Held(new Moments(outputs.stopGradient(), variance).checked("the outputs"));
        } finally {
            TensorEngine.enter(false);
        }
    }

    private static NDArray variances(NDArray outputs, NDArray copies, NDArray weightVariance) {
        NDList columns = new NDList();
        long count = outputs.getShape().get(1);
        for (long k = 0; k < count; k++) {
            NDArray total = outputs.get(":, " + k).sum();
            NDArray one = total.onesLike();
            JniUtils.backward((PtNDArray) total, (PtNDArray) one, k + 1 < count, false);
            columns.add(copies.getGradient().square().mul(weightVariance).sum(new int[] {1}));
            JniUtils.zeroGrad((PtNDArray) copies);
        }
        return NDArrays.stack(columns, 1);
    }
}
