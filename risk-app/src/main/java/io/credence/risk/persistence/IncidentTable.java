package io.credence.risk.persistence;

import io.credence.risk.application.incident.IncidentRules;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.IncidentRow;
import io.credence.risk.port.IncidentRow.Acknowledgement;
import io.credence.risk.port.IncidentRow.State;
import io.credence.risk.port.OutboxRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Incidents. They are settled in the transaction that writes their alerts, so that neither is ever without the other; the row of a cause
 * is locked meanwhile, in the order of causes, so that replicas take turns.
 */
final class IncidentTable {

    private static final String UNRESOLVED =
            "select * from incident where spec = ? and cause = ? and state <> 'resolved' for update";

    /**
     * Of several the last. A replica that opens one of the same cause meanwhile waits its turn, so that one of the two finds what the other has
     * done.
     */
    private static final String COMES_BACK = """
            select i.* from incident i where i.spec = ? and i.cause = ? and i.state = 'resolved' and exists (
              select 1 from alert fresh join alert former using (instrument)
              where fresh.id = any(?::uuid[]) and former.incident = i.id
                and fresh.raised_at >= i.resolved_at and fresh.raised_at <= i.resolved_at + ? * interval '1 millisecond')
            order by i.resolved_at desc limit 1 for update""";

    private static final String TAKE_TURNS =
            "select pg_advisory_xact_lock(hashtext('credence incident ' || ? || ' ' || ?))";

    private static final String NOTE = """
            insert into incident_change (incident, revision, state, severity, e_value, instruments, confirmed, acknowledged_by,
              acknowledged_why, acknowledged_at, resolved_at, reopened)
            select id, revision, state, severity, e_value, instruments, confirmed, acknowledged_by, acknowledged_why,
              acknowledged_at, resolved_at, reopened from incident where id = ?
            on conflict do nothing""";

    private static final String CHANGES = """
            select i.id, i.spec, i.cause, i.opened_at, i.since, i.what, c.* from incident_change c join incident i on i.id = c.incident
            where i.id = ? order by c.revision""";

    private static final String INSERT = """
            insert into incident (id, spec, cause, state, severity, opened_at, since, e_value, what, instruments, confirmed)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String UPDATE = """
            update incident set state = ?, severity = ?, e_value = ?, instruments = ?, confirmed = ?, acknowledged_by = ?,
            acknowledged_why = ?, acknowledged_at = ?, resolved_at = ?, reopened = ?, revision = ? where id = ?""";

    private static final String JOIN = "update alert set incident = ? where id = any(?::uuid[]) and incident is null";

    private static final String FRESH =
            "select * from alert where id = any(?::uuid[]) and incident is null order by raised_at, id";

    private static final String STANDING =
            "select * from alert where incident = ? and cleared_at is null order by raised_at, id";

    /** The id is that of the change: whoever is told of it twice can know. */
    private static final String ANNOUNCE = """
            insert into outbox (lane, id, topic, key, value)
            select unnest(?::text[]), md5(id::text || '/' || revision)::uuid, ?, id::text, convert_to(json_strip_nulls(json_build_object(
              'incident', id, 'revision', revision, 'bars', spec, 'cause', cause, 'state', state, 'severity', severity,
              'openedAt', to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
              'since', to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
              'eValue', e_value, 'what', what, 'instruments', instruments, 'confirmed', confirmed,
              'reopened', reopened, 'acknowledgedBy', acknowledged_by, 'acknowledgedWhy', acknowledged_why,
              'resolvedAt', to_char(resolved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))::text, 'UTF8')
            from incident where id = ?""";

    private final String topic;
    private final String[] lanes;

    /**
     * @param topicPrefix stands before the topic's name
     * @param webhook whether somebody is told by HTTP
     */
    IncidentTable(String topicPrefix, boolean webhook) {
        this.topic = topicPrefix + "risk.alerts";
        this.lanes = webhook ? new String[] {OutboxRow.CONTROL, OutboxRow.WEBHOOK} : new String[] {OutboxRow.CONTROL};
    }

    /** Opens, changes and resolves incidents after a batch's alerts are written. */
    void settle(Connection connection, List<AlertRow> alerts) throws SQLException {
        TreeMap<String, List<AlertRow>> byCause = alerts.stream()
                .collect(Collectors.groupingBy(
                        alert -> alert.cause() + '\0' + alert.spec(), TreeMap::new, Collectors.toList()));
        for (List<AlertRow> each : byCause.values()) {
            settleCause(connection, each);
        }
    }

    private void settleCause(Connection connection, List<AlertRow> changed) throws SQLException {
        AlertRow any = changed.getFirst();
        Query unresolved = new Query(UNRESOLVED, any.spec(), any.cause());
        List<AlertRow> raised =
                changed.stream().filter(alert -> alert.clearedAt() == null).toList();
        Optional<IncidentRow> current = unresolved.first(connection, IncidentTable::row);
        if (current.isEmpty() && raised.isEmpty()) {
            return;
        }
        if (current.isEmpty()) {
            new Query(TAKE_TURNS, any.spec(), any.cause()).first(connection, row -> true);
            current = unresolved.first(connection, IncidentTable::row);
        }
        if (current.isPresent()) {
            change(connection, current.get(), changed);
        } else {
            begin(connection, raised, unresolved);
        }
    }

    private void change(Connection connection, IncidentRow now, List<AlertRow> changed) throws SQLException {
        List<AlertRow> standing = joined(connection, now, changed);
        IncidentRow next = IncidentRules.next(now, standing, monitors(connection, now.spec()), latest(changed));
        if (!next.equals(now)) {
            update(connection, next);
        }
    }

    /** A stream that is played again raises alerts whose incident is resolved already: it stays so. */
    private void begin(Connection connection, List<AlertRow> seen, Query unresolved) throws SQLException {
        List<AlertRow> raised = new Query(FRESH, (Object) ids(seen)).list(connection, AlertTable::row);
        if (raised.isEmpty()) {
            return;
        }
        Optional<IncidentRow> former = comesBack(connection, raised);
        AlertRow any = raised.getFirst();
        long monitors = monitors(connection, any.spec());
        if (former.isPresent()) {
            List<AlertRow> standing = joined(connection, former.get(), raised);
            update(connection, IncidentRules.reopened(former.get(), standing, monitors));
        } else if (insert(connection, IncidentRules.opened(raised, monitors))) {
            IncidentRow opened =
                    unresolved.first(connection, IncidentTable::row).orElseThrow();
            joined(connection, opened, raised);
            update(connection, opened);
        }
    }

    private static Optional<IncidentRow> comesBack(Connection connection, List<AlertRow> raised) throws SQLException {
        AlertRow any = raised.getFirst();
        return IncidentRules.mayComeBack(raised)
                ? new Query(
                                COMES_BACK,
                                any.spec(),
                                any.cause(),
                                ids(raised),
                                IncidentRules.COMES_BACK_WITHIN.toMillis())
                        .first(connection, IncidentTable::row)
                : Optional.empty();
    }

    /** Lets raised alerts join an incident. Those of its alerts that stand. */
    private static List<AlertRow> joined(Connection connection, IncidentRow incident, List<AlertRow> changed)
            throws SQLException {
        List<AlertRow> raised =
                changed.stream().filter(alert -> alert.clearedAt() == null).toList();
        new Query(JOIN, incident.id(), ids(raised)).update(connection);
        return new Query(STANDING, incident.id()).list(connection, AlertTable::row);
    }

    private static String[] ids(List<AlertRow> alerts) {
        return alerts.stream().map(alert -> alert.id().toString()).toArray(String[]::new);
    }

    /** How many are watched, alerts or not. */
    private static long monitors(Connection connection, String spec) throws SQLException {
        return new Query("select count(*) * greatest(1, ?) from instrument", horizons(connection, spec))
                .only(connection, row -> row.getLong(1));
    }

    private static long horizons(Connection connection, String spec) throws SQLException {
        return new Query("select count(distinct horizon) from calibration where spec = ?", spec)
                .only(connection, row -> row.getLong(1));
    }

    private static Instant latest(List<AlertRow> changed) {
        return changed.stream()
                .map(alert -> alert.clearedAt() == null ? alert.raisedAt() : alert.clearedAt())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private static boolean insert(Connection connection, IncidentRow row) throws SQLException {
        return new Query(
                                INSERT,
                                row.id(),
                                row.spec(),
                                row.cause(),
                                name(row.state()),
                                row.severity(),
                                row.openedAt(),
                                row.since(),
                                row.eValue(),
                                row.what(),
                                row.instruments().toArray(String[]::new),
                                row.confirmed().toArray(String[]::new))
                        .update(connection)
                > 0;
    }

    /** Writes a change, and tells of it. */
    void update(Connection connection, IncidentRow next) throws SQLException {
        Acknowledgement taken = next.acknowledged();
        new Query(
                        UPDATE,
                        name(next.state()),
                        next.severity(),
                        next.eValue(),
                        next.instruments().toArray(String[]::new),
                        next.confirmed().toArray(String[]::new),
                        taken == null ? null : taken.by(),
                        taken == null ? null : taken.why(),
                        taken == null ? null : taken.at(),
                        next.resolvedAt(),
                        next.reopened(),
                        next.revision(),
                        next.id())
                .update(connection);
        new Query(NOTE, next.id()).update(connection);
        new Query(ANNOUNCE, lanes, topic, next.id()).update(connection);
    }

    /** The incident of this id, or that of the alert of this id, its row locked. */
    static Optional<IncidentRow> locked(Connection connection, UUID id) throws SQLException {
        return new Query(
                        "select * from incident where id = ? or id = (select incident from alert where id = ?) for update",
                        id,
                        id)
                .first(connection, IncidentTable::row);
    }

    static Query changes(UUID id) {
        return new Query(CHANGES, id);
    }

    static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static IncidentRow row(ResultSet row) throws SQLException {
        return new IncidentRow(
                Rows.uuid(row, "id"),
                row.getString("spec"),
                row.getString("cause"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("severity"),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "since"),
                row.getDouble("e_value"),
                row.getString("what"),
                List.of((String[]) row.getArray("instruments").getArray()),
                List.of((String[]) row.getArray("confirmed").getArray()),
                acknowledgement(row),
                Rows.optionalInstant(row, "resolved_at"),
                row.getInt("reopened"),
                row.getInt("revision"));
    }

    private static @Nullable Acknowledgement acknowledgement(ResultSet row) throws SQLException {
        Instant at = Rows.optionalInstant(row, "acknowledged_at");
        return at == null
                ? null
                : new Acknowledgement(row.getString("acknowledged_by"), row.getString("acknowledged_why"), at);
    }
}
