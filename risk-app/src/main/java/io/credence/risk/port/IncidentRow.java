package io.credence.risk.port;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the alerts of one cause have in common. A cause has at most one that is not resolved.
 *
 * @param cause aleatoric, epistemic or calibration
 * @param severity the gravest of its alerts'
 * @param openedAt of the stream's time, like {@code since} and {@code resolvedAt}
 * @param since the estimated moment of the change
 * @param eValue the largest evidence of its alerts
 * @param instruments whose alerts stand, or stood last
 * @param confirmed those of them whose evidence holds among all that are watched
 * @param acknowledged null until somebody has taken it on; an escalation asks for it anew
 * @param resolvedAt null while it stands
 * @param reopened how often it came back after it was resolved
 * @param revision rises with every change
 */
public record IncidentRow(
        UUID id,
        String spec,
        String cause,
        State state,
        String severity,
        Instant openedAt,
        Instant since,
        double eValue,
        String what,
        List<String> instruments,
        List<String> confirmed,
        @Nullable Acknowledgement acknowledged,
        @Nullable Instant resolvedAt,
        int reopened,
        int revision) {

    public IncidentRow {
        instruments = List.copyOf(instruments);
        confirmed = List.copyOf(confirmed);
    }

    /** Where an incident stands in its life. */
    public enum State {
        OPEN,
        /** It has become graver since it was opened or acknowledged. */
        ESCALATED,
        ACKNOWLEDGED,
        RESOLVED,
        /** It was resolved, and came back. */
        REOPENED
    }

    /** Who has taken it on, why that is all for now, and when by the clock on the wall. */
    public record Acknowledgement(String by, String why, Instant at) {}
}
