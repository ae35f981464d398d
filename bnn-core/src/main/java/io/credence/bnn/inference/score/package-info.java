/**
 * Variational inference by scores: a Gaussian q is moved so that the gradient of its log density agrees with the target's at draws of
 * q. No gradient flows through a draw, so that the target's graph is that of a maximum likelihood step.
 *
 * <p>Three ways, by what noise in the scores does to them: {@link io.credence.bnn.inference.score.GaussianScoreMatching} matches each
 * draw exactly, noise and all, and is for exact scores only; {@link io.credence.bnn.inference.score.BatchAndMatch} matches a batch of
 * draws within a trust region and can subtract the noise; {@link io.credence.bnn.inference.score.ProximalScore} is linear in the scores.
 */
@NullMarked
package io.credence.bnn.inference.score;

import org.jspecify.annotations.NullMarked;
