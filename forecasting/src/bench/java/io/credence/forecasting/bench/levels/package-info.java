/** Benchmarks of forecasts of price levels over weeks, by the protocol of the public exchange-rate data set. */
@NullMarked
package io.credence.forecasting.bench.levels;

import org.jspecify.annotations.NullMarked;
