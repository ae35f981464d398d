/**
 * Small optimisers in plain doubles for likelihoods of ten parameters or fewer: a quasi-Newton method within bounds where
 * there are gradients, and a simplex where there are none.
 *
 * <p>Libraries were weighed: none that is well kept has a method with bounds for a few parameters that may start from a
 * Hessian one knows, and that start saves half of the evaluations here.
 */
@NullMarked
package io.credence.forecasting.model.optimisation;

import org.jspecify.annotations.NullMarked;
