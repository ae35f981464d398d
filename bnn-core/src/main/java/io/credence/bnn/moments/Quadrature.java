package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.distribution.GaussHermite;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Moments of a function of Gaussian values by Gauss-Hermite quadrature with ten nodes, all of which are one tensor. */
final class Quadrature {

    private static final GaussHermite RULE = GaussHermite.of(10);
    private static final int[] NODE_AXIS = {0};

    private final NDArray points;
    private final NDArray weights;

    private Quadrature(Moments x) {
        points = x.mean()
                .expandDims(0)
                .add(GaussianTensors.sd(x.variance()).expandDims(0).mul(table(x.mean(), true)));
        weights = table(x.mean(), false);
    }

    /** Mean and variance of {@code f(x)}. */
    static Moments moments(Moments x, UnaryOperator<NDArray> f) {
        Quadrature rule = new Quadrature(x);
        NDArray values = f.apply(rule.points);
        NDArray mean = rule.expectation(values);
        return new Moments(mean, rule.expectation(values.sub(mean.expandDims(0)).square()));
    }

    /** {@code E f(x)}. */
    static NDArray expectation(Moments x, UnaryOperator<NDArray> f) {
        Quadrature rule = new Quadrature(x);
        return rule.expectation(f.apply(rule.points));
    }

    private NDArray expectation(NDArray values) {
        return values.mul(weights).sum(NODE_AXIS);
    }

    /** Nodes or weights along a new first axis. */
    private static NDArray table(NDArray like, boolean nodes) {
        long[] shape = new long[like.getShape().dimension() + 1];
        Arrays.fill(shape, 1);
        shape[0] = RULE.size();
        double[] values = new double[RULE.size()];
        Arrays.setAll(values, i -> nodes ? RULE.node(i) : RULE.weight(i));
        NDArray table = like.getManager().create(values, new Shape(shape));
        return like.getDataType() == DataType.FLOAT64 ? table : table.toType(like.getDataType(), false);
    }
}
