/** Draws from a posterior of few parameters, by importance. */
@NullMarked
package io.credence.forecasting.model.bayesian.sampling;

import org.jspecify.annotations.NullMarked;
