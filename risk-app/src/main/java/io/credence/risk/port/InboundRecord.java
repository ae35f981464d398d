package io.credence.risk.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of the ticks' topic as it was read.
 *
 * @param recordTime the record's own timestamp
 * @param value null for a tombstone
 */
public record InboundRecord(long offset, Instant recordTime, byte @Nullable [] value) {}
