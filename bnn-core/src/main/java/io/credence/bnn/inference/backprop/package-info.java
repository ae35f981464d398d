/** Bayes by Backprop on networks whose every layer is random. */
@NullMarked
package io.credence.bnn.inference.backprop;

import org.jspecify.annotations.NullMarked;
