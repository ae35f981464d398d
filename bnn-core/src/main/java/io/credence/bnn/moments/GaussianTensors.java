package io.credence.bnn.moments;

import ai.djl.ndarray.NDArray;
import io.credence.bnn.engine.Scalars;

/** The standard Gaussian's density and distribution function on tensors. */
final class GaussianTensors {

    /** Under every variance that is divided by or whose root is taken: the root's slope is infinite at 0. */
    private static final double TINY = 1e-12;

    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private GaussianTensors() {}

    static NDArray density(NDArray x) {
        return Scalars.times(Scalars.times(x.square(), -0.5).exp(), 1 / ROOT_TWO_PI);
    }

    static NDArray distribution(NDArray x) {
        return Scalars.times(error(x).add(1), 0.5);
    }

    /** {@code P(x) - P(-x)}. */
    static NDArray error(NDArray x) {
        return Scalars.times(x, ROOT_HALF).erf();
    }

    /** The standard deviation, nowhere 0. */
    static NDArray sd(NDArray variance) {
        return variance.add(TINY).sqrt();
    }
}
