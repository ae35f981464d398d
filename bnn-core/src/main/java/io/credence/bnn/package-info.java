/** Bayesian networks: tensors, posteriors, inference. Knows no markets. */
@NullMarked
package io.credence.bnn;

import org.jspecify.annotations.NullMarked;
