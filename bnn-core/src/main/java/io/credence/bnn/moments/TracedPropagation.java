package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;

/**
 * VDP++ that remembers at each value of each linear layer, step by step, how much variance the layer's own weights add there. Noise that enters at one
 * value reaches an output by every way at once, so an output's variance is {@code sum_z (dE out / dz)^2 added_z} over those values z: with the
 * covariances between features and between steps, to first order, which variances that are handed from layer to layer leave out. With z's mean the means of
 * all that follows are differentiated as they are carried, so the slopes are expected ones (Stein 1981).
 */
public final class TracedPropagation extends VariancePropagation {

    /**
     * Where noise enters.
     *
     * @param value zeros added to the layer's means, whose gradient is the slope
     * @param variance of the noise
     */
    private record Entry(NDArray value, NDArray variance) {}

    private final List<Entry> entries = new ArrayList<>();

    /**
     * With these weights. Gradients must be recorded.
     *
     * @param mean {@code [size]}
     * @param variance {@code [size]}, at least 0
     */
    public TracedPropagation(Layout layout, NDArray mean, NDArray variance) {
        super(layout, mean, variance);
    }

    @Override
    public Moments linear(Moments x, String layer) {
        Moments plain = super.linear(x, layer);
        NDArray value = plain.mean().zerosLike();
        value.setRequiresGradient(true);
        entries.add(new Entry(value, added(x, layer).stopGradient()));
        return new Moments(plain.mean().add(value), plain.variance());
    }

    /**
     * The variance of one output of each row.
     *
     * @param output its means, {@code [rows]}, made by this pass
     * @param last whether no further output will be asked for
     * @return {@code [rows]}
     */
    public NDArray variance(NDArray output, boolean last) {
        NDArray total = output.sum();
        JniUtils.backward((PtNDArray) total, (PtNDArray) total.onesLike(), !last, false);
        NDArray sum = output.zerosLike();
        long rows = output.size();
        for (Entry entry : entries) {
            NDArray slope = entry.value.getGradient();
            sum = sum.add(slope.square().mul(entry.variance).reshape(rows, -1).sum(new int[] {1}));
            JniUtils.zeroGrad((PtNDArray) entry.value);
        }
        return sum.stopGradient();
    }
}
