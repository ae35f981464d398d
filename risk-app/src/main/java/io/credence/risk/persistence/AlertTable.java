package io.credence.risk.persistence;

import static io.credence.risk.persistence.Column.integer;
import static io.credence.risk.persistence.Column.number;
import static io.credence.risk.persistence.Column.text;
import static io.credence.risk.persistence.Column.time;
import static io.credence.risk.persistence.Column.uuid;

import io.credence.risk.port.AlertRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Alerts, written again under their id when they change. */
final class AlertTable {

    static final BulkInsert<AlertRow> ALERTS = BulkInsert.into(
            "alert",
            """
            on conflict (id) do update set severity = excluded.severity, since = excluded.since,
            e_value = excluded.e_value, what = excluded.what, cleared_at = excluded.cleared_at""",
            List.of(
                    uuid("id", AlertRow::id),
                    text("instrument", AlertRow::instrument),
                    text("spec", AlertRow::spec),
                    integer("horizon", AlertRow::horizon),
                    text("cause", AlertRow::cause),
                    text("severity", AlertRow::severity),
                    text("model_version", AlertRow::modelVersion),
                    time("raised_at", AlertRow::raisedAt),
                    time("since", AlertRow::since),
                    number("e_value", AlertRow::eValue),
                    text("what", AlertRow::what),
                    Column.optionalTime("cleared_at", AlertRow::clearedAt)));

    private AlertTable() {}

    /** The newest of each id: one statement may touch a row once only. */
    static List<AlertRow> newest(List<AlertRow> alerts) {
        Map<UUID, AlertRow> byId = new LinkedHashMap<>();
        alerts.forEach(alert -> byId.put(alert.id(), alert));
        return List.copyOf(byId.values());
    }

    static AlertRow row(ResultSet row) throws SQLException {
        Instant cleared = Rows.optionalInstant(row, "cleared_at");
        return new AlertRow(
                Rows.uuid(row, "id"),
                row.getString("instrument"),
                row.getString("spec"),
                row.getInt("horizon"),
                row.getString("cause"),
                row.getString("severity"),
                row.getString("model_version"),
                Rows.instant(row, "raised_at"),
                Rows.instant(row, "since"),
                row.getDouble("e_value"),
                row.getString("what"),
                cleared);
    }
}
