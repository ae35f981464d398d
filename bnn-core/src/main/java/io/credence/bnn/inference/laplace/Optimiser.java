package io.credence.bnn.inference.laplace;

import io.credence.bnn.density.LogDensity;

/** How the maximum is climbed. */
public sealed interface Optimiser permits LimitedMemoryBfgs, AdamAscent {

    /** Rows of memory. */
    int memory();

    /** One step up. The given climb is not changed. */
    Climb step(LogDensity target, Climb climb, long number);
}
