/**
 * Variational inference: a family of posteriors fitted by maximising the evidence lower bound.
 *
 * <p>All parameters are one flat tensor, so that gradient, clipping, optimiser and average are a few operations each, whatever the
 * network. DJL's own trainer is not used: it keeps parameters inside blocks, allows one gradient collector per process, and saves
 * no optimiser state.
 */
@NullMarked
package io.credence.bnn.inference.vi;

import org.jspecify.annotations.NullMarked;
