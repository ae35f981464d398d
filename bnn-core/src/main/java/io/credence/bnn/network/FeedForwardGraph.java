package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.network.FeedForward.Head;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FeedForward} on tensors: all points in each product. Public for this module's inference rooms alone.
 */
public final class FeedForwardGraph {

    private final FeedForward network;
    private final NDList sections;
    private final long points;

    /**
     * On these points.
     *
     * @param flat {@code [points, size]}
     */
    public FeedForwardGraph(FeedForward network, NDArray flat) {
        this.network = network;
        points = flat.getShape().get(0);
        sections = flat.split(offsets(network), 1);
    }

    /** {@code [points, inputs, hidden]}. */
    public NDArray firstWeights() {
        return sections.get(0).reshape(points, network.inputs(), network.hidden());
    }

    /** {@code [points, 1, hidden]}. */
    public NDArray firstBiases() {
        return sections.get(1).reshape(points, 1, network.hidden());
    }

    /** {@code [points, hidden, outputs]}. */
    public NDArray lastWeights() {
        return sections.get(2).reshape(points, network.hidden(), network.outputs());
    }

    /** {@code [points, 1, outputs]}. */
    public NDArray lastBiases() {
        return sections.get(3).reshape(points, 1, network.outputs());
    }

    /** The log standard deviation of the noise of a homoscedastic head, {@code [points, 1]}. */
    public NDArray logNoise() {
        return sections.get(4);
    }

    /**
     * Outputs {@code [points, rows, outputs]}.
     *
     * @param x {@code [rows, inputs]}, or {@code [points, rows, inputs]} where each point sees its own
     */
    public NDArray outputs(NDArray x) {
        return outputs(x, null);
    }

    /**
     * As {@link #outputs(NDArray)} with factors on the hidden units.
     *
     * @param mask {@code [points, rows, hidden]}, or null for none
     */
    public NDArray outputs(NDArray x, @Nullable NDArray mask) {
        NDArray hidden = x.matMul(firstWeights())
                .addi(firstBiases())
                .getNDArrayInternal()
                .relu();
        NDArray kept = mask == null ? hidden : hidden.mul(mask);
        return kept.matMul(lastWeights()).addi(lastBiases());
    }

    /**
     * Log likelihood of each row, {@code [points, rows]}, with its normalising constant.
     *
     * @param outputs {@code [points, rows, outputs]}
     * @param y {@code [rows]} or {@code [points, rows]}
     */
    public NDArray logLikelihood(NDArray outputs, NDArray y) {
        if (network.head() == Head.HOMOSCEDASTIC) {
            NDArray z = outputs.squeeze(2).sub(y).mul(logNoise().neg().exp());
            return Scalars.times(z.square(), -0.5).sub(logNoise()).sub(HALF_LOG_TWO_PI);
        }
        NDList both = outputs.split(2, 2);
        NDArray sd = sd(both.get(1).squeeze(2));
        NDArray z = both.get(0).squeeze(2).sub(y).div(sd);
        return Scalars.times(z.square(), -0.5).sub(sd.log()).sub(HALF_LOG_TWO_PI);
    }

    /** Each row's standard deviation under a heteroscedastic head, {@code [points, rows]}, of outputs {@code [points, rows, 2]}. */
    public static NDArray sds(NDArray outputs) {
        return sd(outputs.split(2, 2).get(1).squeeze(2));
    }

    /** Each row's standard deviation under a heteroscedastic head, of output 1. */
    public static NDArray sd(NDArray raw) {
        return softplus(raw).add(FeedForward.LEAST_SD);
    }

    private static NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().softPlus();
    }

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private static long[] offsets(FeedForward network) {
        int[] at = network.offsets();
        long[] inner = new long[at.length - 2];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = at[i + 1];
        }
        return inner;
    }

    /** The shape of a mask. */
    public Shape maskShape(long rows) {
        return new Shape(points, rows, network.hidden());
    }
}
