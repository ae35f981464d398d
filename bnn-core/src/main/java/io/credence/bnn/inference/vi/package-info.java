/** Variational inference: a family of posteriors fitted by maximising the evidence lower bound. */
@NullMarked
package io.credence.bnn.inference.vi;

import org.jspecify.annotations.NullMarked;
