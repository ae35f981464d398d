package io.credence.risk.rest.body;

import io.credence.risk.port.IncidentRow;
import io.credence.risk.port.IncidentRow.Acknowledgement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An incident. */
@Schema(description = "What the alerts of one cause have in common; a cause has at most one that is not resolved.")
public record IncidentBody(
        UUID id,
        @Schema(examples = "1m") String bars,

        @Schema(description = "aleatoric, epistemic or calibration.", examples = "calibration")
        String cause,

        @Schema(description = "open, escalated, acknowledged, resolved or reopened.", examples = "open")
        String state,

        @Schema(description = "notice, warning or critical: the gravest of its alerts'.", examples = "warning")
        String severity,

        @Schema(description = "In the stream's time, as since and resolvedAt.")
        Instant openedAt,

        @Schema(description = "The estimated moment of the change.")
        Instant since,

        @Schema(description = "The largest evidence of its alerts.", examples = "143.2")
        double eValue,

        @Schema(examples = "bias: realised returns lie 0.5 forecast standard deviations under forecast")
        String what,

        @Schema(description = "Whose alerts stand, or stood last.")
        List<String> instruments,

        @Schema(
                description =
                        "Those whose evidence holds among all that are watched, with a tenth of false ones at most.")
        List<String> confirmed,

        @Nullable String acknowledgedBy,
        @Nullable String acknowledgedWhy,
        @Nullable Instant acknowledgedAt,

        @Schema(description = "Absent while it stands.") @Nullable
        Instant resolvedAt,

        @Schema(description = "How often it came back after it was resolved.")
        int reopened) {

    public static IncidentBody of(IncidentRow row) {
        Acknowledgement taken = row.acknowledged();
        return new IncidentBody(
                row.id(),
                row.spec(),
                row.cause(),
                row.state().name().toLowerCase(Locale.ROOT),
                row.severity(),
                row.openedAt(),
                row.since(),
                row.eValue(),
                row.what(),
                row.instruments(),
                row.confirmed(),
                taken == null ? null : taken.by(),
                taken == null ? null : taken.why(),
                taken == null ? null : taken.at(),
                row.resolvedAt(),
                row.reopened());
    }
}
