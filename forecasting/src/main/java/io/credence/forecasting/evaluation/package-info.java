/**
 * Tests of forecasts of risk. A test is an immutable set of options, {@code KupiecTest.withDefaults().test(hits)}, and its answer a
 * record that knows its p-value.
 *
 * <p>A hit is a day on which the loss was strictly over the value at risk. Likelihoods are sums of logarithms. Where the limit law is
 * a poor guide at the sample sizes of a risk desk (few hits, a nuisance parameter), the p-value comes from simulation under the null
 * (Dufour 2006), which is exact at any sample size; the limit law can be asked for instead. No p-value here allows for parameters
 * having been estimated: {@link io.credence.forecasting.evaluation.EstimationRisk} says what that does to the size.
 */
@NullMarked
package io.credence.forecasting.evaluation;

import org.jspecify.annotations.NullMarked;
