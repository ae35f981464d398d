/** Networks as values: a deterministic backbone, a Bayesian head, and the session that runs them step by step. */
@NullMarked
package io.credence.bnn.network;

import org.jspecify.annotations.NullMarked;
