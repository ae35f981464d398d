package io.credence.risk.port;

import java.time.Instant;

/**
 * The monitor of one instrument and horizon at an instant; written every so many outcomes and whenever an alarm changes.
 *
 * @param count PITs seen, of every h-th origin
 */
public record CalibrationRow(
        String instrument,
        String spec,
        int horizon,
        String lane,
        Instant at,
        String modelVersion,
        long count,
        double eValue,
        boolean alarm) {}
