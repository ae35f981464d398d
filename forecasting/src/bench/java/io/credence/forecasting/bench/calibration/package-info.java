/** The calibration room's line in {@code bench methods}. */
@NullMarked
package io.credence.forecasting.bench.calibration;

import org.jspecify.annotations.NullMarked;
