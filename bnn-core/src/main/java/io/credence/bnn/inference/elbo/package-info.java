/**
 * Variational inference of any log density by stochastic gradients of the evidence lower bound
 * {@code E_q[log likelihood] - KL(q || prior)}, over families of Gaussians, in plain doubles.
 *
 * <p>The families share one parametrisation: means, log scales, and what the scales multiply. Entropy's gradient with respect to a log
 * scale is then 1, and one learning rate suits parameters of different size; a raw Cholesky factor has neither.
 *
 * <p>The bound is the sum over all rows, never divided by their number: a batch of M rows counts N/M times, and the KL once a step.
 */
@NullMarked
package io.credence.bnn.inference.elbo;

import org.jspecify.annotations.NullMarked;
