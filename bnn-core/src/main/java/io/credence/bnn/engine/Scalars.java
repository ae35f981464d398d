package io.credence.bnn.engine;

import ai.djl.ndarray.NDArray;

/**
 * Products with plain numbers that a backward pass may go through. The engine's own {@code mul(Number)}, {@code div(Number)} and {@code
 * pow(Number)} put the number into memory that Java's collector may free at once, while the recorded graph still reads it: a
 * collection between forward and backward then gives a wrong gradient, without a word. Here the number lives as long as the
 * scope or manager of the array.
 */
public final class Scalars {

    private Scalars() {}

    /** {@code factor * x}. */
    public static NDArray times(NDArray x, double factor) {
        NDArray number = switch (x.getDataType()) {
            case FLOAT64 -> x.getManager().create(factor);
            default -> x.getManager().create((float) factor);
        };
        return x.mul(number);
    }
}
