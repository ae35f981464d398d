/**
 * Networks as values: a deterministic backbone, a Bayesian head, and the session that runs them step by step.
 *
 * <p>A {@link io.credence.bnn.network.SequenceNetwork} is plain arrays; only what is open holds native memory. {@link
 * io.credence.bnn.network.NetworkGraph} and {@link io.credence.bnn.network.GaussianHead} speak in tensors and are public for this
 * module's inference rooms alone.
 */
@NullMarked
package io.credence.bnn.network;

import org.jspecify.annotations.NullMarked;
