package io.credence.risk.application.incident;

import io.credence.forecasting.drift.EBenjaminiHochberg;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.IncidentRow;
import io.credence.risk.port.IncidentRow.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the alerts that stand make of their incident. */
public final class IncidentRules {

    /** The expected share of false ones among the instruments that an incident confirms. */
    private static final double FALSE_DISCOVERIES = 0.1;

    /** Of the stream's time: what alarms again later is another incident. */
    public static final Duration COMES_BACK_WITHIN = Duration.ofDays(1);

    private static final List<String> SEVERITIES = List.of(AlertRow.NOTICE, "warning", "critical");

    private IncidentRules() {}

    /**
     * The incident that an alert opens.
     *
     * @param standing its alerts, at least one
     * @param monitors how many are watched, alerts or not
     */
    public static IncidentRow opened(List<AlertRow> standing, long monitors) {
        AlertRow first = standing.stream()
                .min(Comparator.comparing(AlertRow::raisedAt)
                        .thenComparing(AlertRow::eValue, Comparator.reverseOrder()))
                .orElseThrow();
        String key = "incident\0" + first.cause() + "\0" + first.id();
        return new IncidentRow(
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
                first.spec(),
                first.cause(),
                State.OPEN,
                gravest(standing),
                first.raisedAt(),
                first.since(),
                largest(standing),
                first.what(),
                instruments(standing),
                confirmed(standing, monitors),
                null,
                null,
                0,
                0);
    }

    /**
     * Whether an incident of this severity that comes back is the same one. A notice rests on no test and asks for nothing: each stands for
     * itself.
     */
    public static boolean mayComeBack(List<AlertRow> raised) {
        return !gravest(raised).equals(AlertRow.NOTICE);
    }

    /**
     * A resolved incident whose instruments alarm again before {@link #COMES_BACK_WITHIN} is over: what relieved it, a new champion or a lull,
     * did not last. It is as old as it was, and asks to be acknowledged anew.
     *
     * @param standing the alerts that brought it back, at least one
     */
    public static IncidentRow reopened(IncidentRow resolved, List<AlertRow> standing, long monitors) {
        return new IncidentRow(
                resolved.id(),
                resolved.spec(),
                resolved.cause(),
                State.REOPENED,
                gravest(standing),
                resolved.openedAt(),
                resolved.since(),
                Math.max(resolved.eValue(), largest(standing)),
                resolved.what(),
                instruments(standing),
                confirmed(standing, monitors),
                resolved.acknowledged(),
                null,
                resolved.reopened() + 1,
                resolved.revision() + 1);
    }

    /**
     * The incident after its alerts have changed; the same where nothing has that anybody would be told of. It escalates when it becomes graver
     * or an instrument joins those confirmed, also when it was acknowledged: that was of less.
     *
     * @param standing its alerts; none resolves it
     * @param at when
     */
    public static IncidentRow next(IncidentRow now, List<AlertRow> standing, long monitors, Instant at) {
        if (standing.isEmpty()) {
            return with(now, State.RESOLVED, now.severity(), now.eValue(), now.instruments(), now.confirmed(), at);
        }
        List<String> confirmed = confirmed(standing, monitors);
        String severity = gravest(standing);
        boolean worse = SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(now.severity())
                || !now.confirmed().containsAll(confirmed);
        String gravest = worse ? severity : now.severity();
        List<String> instruments = instruments(standing);
        if (!worse && instruments.equals(now.instruments()) && confirmed.equals(now.confirmed())) {
            return now;
        }
        State state = worse ? State.ESCALATED : now.state();
        return with(now, state, gravest, Math.max(now.eValue(), largest(standing)), instruments, confirmed, null);
    }

    private static IncidentRow with(
            IncidentRow now,
            State state,
            String severity,
            double eValue,
            List<String> instruments,
            List<String> confirmed,
            @Nullable Instant resolvedAt) {
        return new IncidentRow(
                now.id(),
                now.spec(),
                now.cause(),
                state,
                severity,
                now.openedAt(),
                now.since(),
                eValue,
                now.what(),
                instruments,
                confirmed,
                now.acknowledged(),
                resolvedAt,
                now.reopened(),
                now.revision() + 1);
    }

    private static String gravest(List<AlertRow> standing) {
        return standing.stream()
                .map(AlertRow::severity)
                .max(Comparator.comparingInt(SEVERITIES::indexOf))
                .orElseThrow();
    }

    private static double largest(List<AlertRow> standing) {
        return standing.stream().mapToDouble(AlertRow::eValue).max().orElseThrow();
    }

    private static List<String> instruments(List<AlertRow> standing) {
        return List.copyOf(
                new TreeSet<>(standing.stream().map(AlertRow::instrument).toList()));
    }

    /**
     * Those whose evidence holds however many others are watched (e-BH): each alarm alone is false once in a hundred streams, so of a thousand
     * instruments ten would alarm for nothing. Monitors that have raised none count as having no evidence at all. A notice rests on no
     * test: its instruments are taken at their word.
     */
    private static List<String> confirmed(List<AlertRow> standing, long monitors) {
        if (standing.getFirst().eValue() <= 1) {
            return instruments(standing);
        }
        double[] eValues = new double[(int) Math.max(monitors, standing.size())];
        for (int i = 0; i < standing.size(); i++) {
            eValues[i] = standing.get(i).eValue();
        }
        List<AlertRow> rejected = EBenjaminiHochberg.rejected(eValues, FALSE_DISCOVERIES).stream()
                .filter(i -> i < standing.size())
                .map(standing::get)
                .toList();
        return instruments(rejected);
    }
}
