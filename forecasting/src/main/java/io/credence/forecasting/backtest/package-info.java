/**
 * Walks predictors over a history, as they would have run, and compares them on what followed. A prediction is made before
 * its outcome is looked at, and only once.
 */
@NullMarked
package io.credence.forecasting.backtest;

import org.jspecify.annotations.NullMarked;
