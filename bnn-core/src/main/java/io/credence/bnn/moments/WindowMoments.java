package io.credence.bnn.moments;

/**
 * Moments of a network's outputs for windows, with which of two random functions is meant. They differ wherever weights are used more than
 * once in a window: held weights err in the same direction at each step, and their errors add up.
 */
public sealed interface WindowMoments {

    /** {@code [windows, outputs]}. */
    Moments moments();

    /** Weights are drawn anew at each step of each window. */
    record Renewed(Moments moments) implements WindowMoments {}

    /** Weights are drawn once and held over the window, as those of a posterior draw are. */
    record Held(Moments moments) implements WindowMoments {}
}
