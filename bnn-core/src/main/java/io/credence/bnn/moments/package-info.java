/**
 * Networks that carry means and variances in one pass in place of draws: Variational Density Propagation, with covariances (VDP: Dera
 * et al. 2021, "PremiUm-CNN") or variances alone (VDP++, "Efficient Scaling of Bayesian Neural Networks"; the idea is in Hinton
 * and van Camp 1993).
 *
 * <p>A network is written once against {@link io.credence.bnn.moments.Propagation} or {@link
 * io.credence.bnn.moments.SequencePropagation}; what flows through it, plain values, draws, variances or covariances, is the
 * propagation's. So the draws that check a moment network run the very same network.
 *
 * <p>No layer multiplies its variance by a constant of its own, as the paper's public code does (1e-3): {@link
 * io.credence.bnn.moments.Layout#variances} starts it at a share of the mean weights' by fan-in, and it stays what it is.
 */
@NullMarked
package io.credence.bnn.moments;

import org.jspecify.annotations.NullMarked;
