package io.credence.risk.application;

import io.credence.forecasting.market.Bar;
import io.credence.risk.port.PartitionId;
import org.jspecify.annotations.Nullable;

/**
 * A bar that closed in this batch.
 *
 * @param modelVersion the partition's champion; null for the fall-back
 * @param offset of the record that moved the watermark past its end
 */
record ClosedBar(
        WorkingInstrument working,
        Bar bar,
        PartitionId partition,
        @Nullable String modelVersion,
        long offset) {}
