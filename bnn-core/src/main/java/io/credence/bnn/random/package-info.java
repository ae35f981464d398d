/** Reproducible randomness: it is always an argument, never a hidden global. */
@NullMarked
package io.credence.bnn.random;

import org.jspecify.annotations.NullMarked;
