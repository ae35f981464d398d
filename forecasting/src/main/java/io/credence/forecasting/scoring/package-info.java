/** Scores of forecasts against what was realised. */
@NullMarked
package io.credence.forecasting.scoring;

import org.jspecify.annotations.NullMarked;
