package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;

/**
 * What flows through a network, and how each layer carries it: a network is a method from T to T with these operations, and runs as point
 * network, draws, variances or covariances without a change.
 *
 * @param <T> values {@code [..., features]}
 */
public interface Propagation<T> {

    /** An input that is known. */
    T certain(NDArray values);

    /** {@code W x + b} with the uncertain weights of that layer. */
    T linear(T x, String layer);

    /** The function of each value. */
    T activate(T x, Activation activation);
}
