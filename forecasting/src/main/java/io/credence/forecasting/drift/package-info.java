/**
 * Monitors that watch, in a stream and in constant memory, whether forecasts are still calibrated. Their evidence is an
 * e-value: under the hypothesis that all is well its expectation is at most 1 at any stopping time, so an alarm at 1/alpha
 * is false with a probability of at most alpha, however often one looks.
 */
@NullMarked
package io.credence.forecasting.drift;

import org.jspecify.annotations.NullMarked;
