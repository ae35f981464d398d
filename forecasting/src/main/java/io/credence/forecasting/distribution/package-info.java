/**
 * Forecast distributions of a log return in percent.
 *
 * <p>A loss is the negative of a return and is positive when money is lost; value at risk and expected shortfall are
 * reported as losses, at a level such as 0.99. This is stated here, once, and holds everywhere.
 */
@NullMarked
package io.credence.forecasting.distribution;

import org.jspecify.annotations.NullMarked;
