/** False alarms and detection delays of the drift monitors on simulated forecasters. */
@NullMarked
package io.credence.forecasting.bench.drift;

import org.jspecify.annotations.NullMarked;
