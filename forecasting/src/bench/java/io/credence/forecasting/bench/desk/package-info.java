/** The Bayesian model against the fixed peers over ten daily series, by the backtest's own walk. */
@NullMarked
package io.credence.forecasting.bench.desk;

import org.jspecify.annotations.NullMarked;
