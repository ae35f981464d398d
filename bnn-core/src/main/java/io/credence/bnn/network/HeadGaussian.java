package io.credence.bnn.network;

/**
 * A head's posterior as Gaussians, in a network's order: all weights {@code [outputs, features]}, all biases, the raw degrees of freedom.
 *
 * @param means {@code [randomSize]}
 * @param logSds logs of the marginal standard deviations, {@code [randomSize]}
 * @param factor Cholesky factors of the covariance of each linear output's weights and bias, {@code [outputs, features + 1, features +
 *     1]}, row by row, the bias last
 */
@SuppressWarnings("ArrayRecordComponent") // a bundle of arguments, never compared
public record HeadGaussian(float[] means, float[] logSds, float[] factor) {}
