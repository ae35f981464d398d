/** Histories of bars as models are fitted on them. */
@NullMarked
package io.credence.forecasting.series;

import org.jspecify.annotations.NullMarked;
