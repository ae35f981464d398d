/**
 * Markov chain Monte Carlo: {@link io.credence.bnn.inference.mcmc.Nuts} and {@link io.credence.bnn.inference.mcmc.Hmc} on the whole
 * data, the yardstick for every other method; {@link io.credence.bnn.inference.mcmc.Sgld} and {@link
 * io.credence.bnn.inference.mcmc.Sghmc} on batches of it.
 *
 * <p>A step moves every chain. Chains do not call the target themselves: a trajectory says where it wants the next gradient, and the
 * gradients that all chains want are evaluated in one call. Chains also share their warm-up (one step size, one metric, learnt from
 * the draws of all), which needs a fraction of the steps that each chain alone would; the rejected alternative, a metric for each
 * chain, tells a chain that is stuck sooner, which R-hat tells too.
 */
@NullMarked
package io.credence.bnn.inference.mcmc;

import org.jspecify.annotations.NullMarked;
