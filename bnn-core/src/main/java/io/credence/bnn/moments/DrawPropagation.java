package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Plain values under drawn weights, all draws in one product: values are {@code [draws, rows, ..., features]}. One draw of the means is the point
 * network; many are the yardstick of every other propagation. A draw's weights are held for all rows and steps; see {@link
 * RenewedPropagation} for the other kind.
 */
public class DrawPropagation implements SequencePropagation<NDArray> {

    private final Affine weights;

    /**
     * With these weights.
     *
     * @param flat {@code [draws, size]}
     */
    public DrawPropagation(Layout layout, NDArray flat) {
        weights = new Affine(layout, flat);
    }

    /** The same input for each draw: {@code [1, ...]}, which later products make as many as there are draws. */
    @Override
    public NDArray certain(NDArray values) {
        return values.expandDims(0);
    }

    @Override
    public NDArray linear(NDArray x, String layer) {
        NDArray product = rows(x).matMul(weights.weight(layer).swapAxes(1, 2));
        return shaped(product.add(weights.bias(layer).expandDims(1)), x);
    }

    /** {@code [draws, all else, features]}. */
    static NDArray rows(NDArray x) {
        return x.reshape(x.getShape().get(0), -1, TensorAxes.features(x));
    }

    /** Rows in the shape that x has, but for draws and features. */
    static NDArray shaped(NDArray rows, NDArray x) {
        long[] shape = Arrays.copyOf(x.getShape().getShape(), x.getShape().dimension());
        shape[0] = rows.getShape().get(0);
        shape[shape.length - 1] = TensorAxes.features(rows);
        return rows.reshape(new Shape(shape));
    }

    @Override
    public NDArray activate(NDArray x, Activation activation) {
        return activation.value(x);
    }

    @Override
    public NDArray add(NDArray a, NDArray b) {
        return a.add(b);
    }

    @Override
    public NDArray multiply(NDArray a, NDArray b) {
        return a.mul(b);
    }

    @Override
    public NDArray blend(NDArray gate, NDArray a, NDArray b) {
        return b.add(gate.mul(a.sub(b)));
    }

    /** Parts that are not drawn yet are made as many as the others. */
    @Override
    public NDArray join(List<NDArray> parts) {
        long draws =
                parts.stream().mapToLong(part -> part.getShape().get(0)).max().orElseThrow();
        return TensorAxes.join(parts.stream().map(part -> spread(part, draws)).toList());
    }

    private static NDArray spread(NDArray x, long draws) {
        long[] shape = x.getShape().getShape().clone();
        if (shape[0] == draws) {
            return x;
        }
        shape[0] = draws;
        return x.broadcast(new Shape(shape));
    }

    @Override
    public List<NDArray> split(NDArray x, int parts) {
        return TensorAxes.split(x, parts);
    }

    @Override
    public int steps(NDArray x) {
        return (int) TensorAxes.steps(x);
    }

    @Override
    public NDArray at(NDArray x, int step) {
        return TensorAxes.at(x, step);
    }

    @Override
    public NDArray patches(NDArray x, int width) {
        return TensorAxes.patches(x, width);
    }

    @Override
    public NDArray zeros(NDArray x, int features) {
        return TensorAxes.zeros(x, features);
    }

    @Override
    public NDArray known(NDArray x, double[][] values) {
        return TensorAxes.known(x, values);
    }

    @Override
    public NDArray delay(NDArray x, int steps) {
        return TensorAxes.delay(x, steps);
    }

    @Override
    public NDArray normalise(NDArray x) {
        return MomentNorm.values(x);
    }

    @Override
    public NDArray attention(NDArray query, NDArray key, NDArray value) {
        return MomentAttention.values(query, key, value);
    }

    @Override
    public NDArray maximum(NDArray x, int width) {
        return MomentPooling.values(x, width);
    }

    @Override
    public NDArray average(NDArray x) {
        return x.mean(new int[] {TensorAxes.last(x) - 1});
    }

    @Override
    public NDArray residual(NDArray x, Branch branch) {
        return x.add(through(x, branch));
    }
}
