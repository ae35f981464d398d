package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;

/** x W' + b, with weights {@code [outputs, inputs]}. */
final class Linear {

    private Linear() {}

    static NDArray apply(NDArray x, NDArray weight, NDArray bias) {
        return x.getNDArrayInternal().linear(x, weight, bias).head();
    }
}
