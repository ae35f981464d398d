package io.credence.risk.port;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert of one instrument and horizon, open or cleared; alerts of one cause belong to an {@link IncidentRow}; the same id is written again when it changes.
 *
 * @param cause which of three moved, as {@code calibration}
 * @param severity notice (nothing to do), warning or critical
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
        String cause,
        String severity,
        String modelVersion,
        Instant raisedAt,
        Instant since,
        double eValue,
        String what,
        @Nullable Instant clearedAt) {

    /** The severity of what asks for nothing. */
    public static final String NOTICE = "notice";
}
