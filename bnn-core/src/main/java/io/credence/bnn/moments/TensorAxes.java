package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;

/** Moves along the last two axes, time and features, whatever stands before them. */
final class TensorAxes {

    private TensorAxes() {}

    static int last(NDArray x) {
        return x.getShape().dimension() - 1;
    }

    static long features(NDArray x) {
        return x.getShape().get(last(x));
    }

    static long steps(NDArray x) {
        return x.getShape().get(last(x) - 1);
    }

    /** The last two axes change places. */
    static NDArray transposed(NDArray x) {
        return x.swapAxes(last(x) - 1, last(x));
    }

    static NDArray at(NDArray x, int step) {
        int axis = last(x) - 1;
        return slice(x, axis, step, step + 1).squeeze(axis);
    }

    static NDArray delay(NDArray x, int steps) {
        if (steps == 0) {
            return x;
        }
        int axis = last(x) - 1;
        long kept = steps(x) - steps;
        if (kept <= 0) {
            return x.zerosLike();
        }
        NDArray zeros = slice(x, axis, 0, steps).zerosLike();
        return NDArrays.concat(new NDList(zeros, slice(x, axis, 0, kept)), axis);
    }

    static NDArray join(List<NDArray> parts) {
        return parts.size() == 1 ? parts.getFirst() : NDArrays.concat(new NDList(parts), last(parts.getFirst()));
    }

    static NDList split(NDArray x, int parts) {
        return x.split(parts, last(x));
    }

    /** {@code [..., time, features]} to {@code [..., time / width, width, features]}; what does not fill a group is left off. */
    static NDArray groups(NDArray x, int width) {
        int axis = last(x) - 1;
        long groups = steps(x) / width;
        if (width < 1 || groups == 0) {
            throw new IllegalArgumentException(
                    "pooling takes " + width + " of " + steps(x) + " steps; allowed is 1 to as many as there are");
        }
        Shape shape = x.getShape().slice(0, axis).add(groups, width, features(x));
        return slice(x, axis, 0, groups * width).reshape(shape);
    }

    /** {@code [..., time, features]} to {@code [..., time / width, width * features]}. */
    static NDArray patches(NDArray x, int width) {
        NDArray groups = groups(x, width);
        int axis = last(groups) - 1;
        return groups.reshape(groups.getShape().slice(0, axis).add(width * features(x)));
    }

    /** Zeros of x's shape, but for the features. */
    static NDArray zeros(NDArray x, int features) {
        return x.getManager().zeros(x.getShape().slice(0, last(x)).add(features), x.getDataType());
    }

    /** Of x's rows, the same for each. */
    static NDArray known(NDArray x, double[][] values) {
        NDArray each = x.getManager().create(values).toType(x.getDataType(), false);
        Shape shape = x.getShape().slice(0, last(x) - 1).addAll(each.getShape());
        return each.broadcast(shape);
    }

    /** {@code [..., features]} as {@code [rows, features]}. */
    static NDArray rows(NDArray x) {
        return x.reshape(-1, features(x));
    }

    static NDArray slice(NDArray x, int axis, long from, long to) {
        return JniUtils.slice((PtNDArray) x, axis, from, to, 1);
    }
}
