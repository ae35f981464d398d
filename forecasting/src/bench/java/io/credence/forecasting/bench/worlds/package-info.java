/**
 * A benchmark on simulated markets whose true law of the next return is known.
 *
 * <p>Decisions. What a forecaster can know are the returns so far, so the truth that models are held to is the law of the next return given these
 * and the world's true parameters. Where a state is latent that law is a mixture over what the returns tell of it, by the exact filter of the world
 * itself; the law given the state too, which no forecaster can know, stands beside it. A posterior interval is of parameters
 * within a model: in a world that the model does not contain it may miss without being wrong about what it claims.
 */
@NullMarked
package io.credence.forecasting.bench.worlds;

import org.jspecify.annotations.NullMarked;
