/** Benchmarks of forecasts, run by {@code ./credence bench NAME}. */
@NullMarked
package io.credence.forecasting.bench;

import org.jspecify.annotations.NullMarked;
