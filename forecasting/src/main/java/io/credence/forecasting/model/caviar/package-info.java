/**
 * Quantile autoregressions: the value at risk itself follows a recursion, with no law of returns. Each level is fitted by
 * itself, so that the value at risk of one level may cross that of another; the expected shortfall never lies inside its own
 * level's value at risk.
 */
@NullMarked
package io.credence.forecasting.model.caviar;

import org.jspecify.annotations.NullMarked;
