package io.credence.risk.rest.body;

import io.credence.risk.port.AlertRow;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An alert. */
@Schema(description = "Something moved, for one instrument and horizon.")
public record AlertBody(
        UUID id,
        @Schema(examples = "BTCUSD") String instrument,
        @Schema(examples = "1m") String bars,
        @Schema(description = "In bars.", examples = "5") int horizon,

        @Schema(description = "Which of three moved: aleatoric, epistemic or calibration.", examples = "calibration")
        String cause,

        @Schema(description = "notice: nothing to do; warning; critical.", examples = "warning")
        String severity,

        String modelVersion,
        Instant raisedAt,

        @Schema(description = "The estimated moment at which calibration moved.")
        Instant since,

        @Schema(description = "The evidence when it was raised.", examples = "143.2")
        double eValue,

        @Schema(
                description = "What moved, in words.",
                examples = "dispersion: realised returns spread 1.6 times as wide as forecast")
        String what,

        @Schema(description = "Absent while it stands.") @Nullable
        Instant clearedAt) {

    public static AlertBody of(AlertRow row) {
        return new AlertBody(
                row.id(),
                row.instrument(),
                row.spec(),
                row.horizon(),
                row.cause(),
                row.severity(),
                row.modelVersion(),
                row.raisedAt(),
                row.since(),
                row.eValue(),
                row.what(),
                row.clearedAt());
    }
}
