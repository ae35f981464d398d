/** Normalizing flows fitted to a log density by the evidence lower bound. */
@NullMarked
package io.credence.bnn.inference.flow;

import org.jspecify.annotations.NullMarked;
