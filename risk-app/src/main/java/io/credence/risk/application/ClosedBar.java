package io.credence.risk.application;

import io.credence.forecasting.market.Bar;
import io.credence.risk.port.PartitionId;
import org.jspecify.annotations.Nullable;

/**
 * A bar that closed in this batch.
 *
 * @param modelVersion the partition's champion; null for the fall-back
 * @param shadowVersion the challenger on trial; null when there is none
 * @param offset of the record that moved the watermark past its end
 */
record ClosedBar(
        WorkingInstrument working,
        Bar bar,
        PartitionId partition,
        @Nullable String modelVersion,
        @Nullable String shadowVersion,
        long offset) {}
