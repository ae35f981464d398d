package io.credence.bnn.inference.vi;

/**
 * What a reader may want to see of one training step.
 *
 * @param step done, from 1
 * @param steps in all
 * @param nll mean negative log likelihood per counted target of this step's batch, in nats
 * @param kl of posterior from prior, in nats
 * @param klWeight its weight in this step, 0 to 1
 * @param elbo the full evidence lower bound per counted target, estimated from this batch, in nats
 */
public record Info(int step, int steps, double nll, double kl, double klWeight, double elbo) {}
