package io.credence.risk.port;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert, open or cleared; the same id is written again when it changes.
 *
 * @param since the estimated moment at which calibration moved
 * @param eValue the evidence when it was raised
 * @param what what moved, in words
 * @param clearedAt null while it stands
 */
public record AlertRow(
        UUID id,
        String instrument,
        String spec,
        int horizon,
        String severity,
        String modelVersion,
        Instant raisedAt,
        Instant since,
        double eValue,
        String what,
        @Nullable Instant clearedAt) {}
