/** Models that let the sample speak: historical simulation. */
@NullMarked
package io.credence.forecasting.model.historical;

import org.jspecify.annotations.NullMarked;
