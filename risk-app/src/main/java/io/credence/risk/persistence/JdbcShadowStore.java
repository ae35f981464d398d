package io.credence.risk.persistence;

import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ShadowStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trials of challengers in PostgreSQL or TimescaleDB. Safe for use by several threads. */
public final class JdbcShadowStore implements ShadowStore {

    private static final String SHADOWS = """
            select s.*, (select count(*) from shadow o where o.id <= s.id)::int as number,
            (select array_agg(key) from json_each_text(report)) as report_keys,
            (select array_agg(value) from json_each_text(report)) as report_values from shadow s\s""";

    private static final String ENTER = """
            insert into shadow (version, champion, run_id, nights, reason) values (?, ?, ?, ?, ?)
            on conflict ((true)) where ended_at is null do nothing""";

    private static final String END = """
            update shadow set ended_at = now(), verdict = ?, report = json_object(?, ?)
            where id = ? and ended_at is null""";

    private static final String DUELS = """
            select origin, avg(c.crps) as champion, avg(s.crps) as shadow,
              avg(case when c.crps + s.crps > 0 then (c.crps - s.crps) / (c.crps + s.crps) else 0 end) as advantage
            from score s join score c using (instrument, spec, horizon, origin)
            where s.spec = ? and s.lane = ? and s.model_version = ? and c.lane = ? and c.model_version = ?
              and s.horizon = (select min(horizon) from score where spec = ? and lane = ?)
              and s.crps < 'infinity' and c.crps < 'infinity'
            group by origin order by origin""";

    private static final String ACCUSED =
            "select exists (select 1 from calibration where spec = ? and lane = ? and model_version = ? and alarm)";

    private final Connections connections;
    private final Promotions promotions;

    /** @param topicPrefix stands before the names of topics, may be empty */
    public JdbcShadowStore(Connections connections, String topicPrefix) {
        this.connections = connections;
        this.promotions = new Promotions(new TrainingRequests(topicPrefix).topic());
    }

    @Override
    public Optional<Shadow> current() {
        return connections.ask(
                connection -> new Query(SHADOWS + "where ended_at is null").first(connection, JdbcShadowStore::shadow));
    }

    @Override
    public void enter(String version, int nights, String reason, long runId, String owner) {
        connections.inTransaction(connection -> {
            Promotions.takeTurns(connection);
            TrainingRuns.checkLease(connection, runId, owner);
            String champion = Promotions.champion(connection)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no champion to stand beside. Maybe promote " + version + " at once."));
            new Query("update model_version set state = 'shadow' where version = ?", version).update(connection);
            if (new Query(ENTER, version, champion, runId, nights, reason).update(connection) == 0) {
                throw new IllegalArgumentException(
                        "another version is on trial; one at a time. Maybe wait for its end.");
            }
            new Query("delete from shadow_state").update(connection);
            promotions.announce(connection, "shadow", version, reason, runId);
            return true;
        });
    }

    @Override
    public boolean end(Shadow shadow, boolean promote, Map<String, String> report) {
        return connections.inTransaction(connection -> {
            Promotions.takeTurns(connection);
            Query end = new Query(
                    END,
                    promote ? "promoted" : "dropped",
                    report.keySet().toArray(String[]::new),
                    report.values().toArray(String[]::new),
                    shadow.id());
            boolean mine = end.update(connection) > 0;
            if (mine) {
                settle(connection, shadow, promote, report.getOrDefault("reason", "no reason was noted"));
            }
            return mine;
        });
    }

    private void settle(Connection connection, Shadow shadow, boolean promote, String reason) throws SQLException {
        if (promote) {
            promotions.enthrone(connection, shadow.version(), reason, shadow.runId());
        } else {
            new Query(
                            "update model_version set state = 'retired' where version = ? and state = 'shadow'",
                            shadow.version())
                    .update(connection);
            promotions.announce(connection, "dropped", shadow.version(), reason, shadow.runId());
        }
        new Query("delete from shadow_state").update(connection);
    }

    @Override
    public List<Duel> duels(Shadow shadow, String spec) {
        String lane = shadow.version();
        Query duels = new Query(DUELS, spec, lane, lane, ForecastKey.CHAMPION, shadow.champion(), spec, lane);
        return connections.ask(connection -> duels.list(
                connection,
                row -> new Duel(
                        Rows.instant(row, "origin"),
                        row.getDouble("champion"),
                        row.getDouble("shadow"),
                        row.getDouble("advantage"))));
    }

    @Override
    public boolean isAccused(Shadow shadow, String spec) {
        Query accused = new Query(ACCUSED, spec, shadow.version(), shadow.version());
        return connections.ask(connection -> accused.only(connection, row -> row.getBoolean(1)));
    }

    @Override
    public List<Ended> trials(String version) {
        return connections.ask(connection -> new Query(SHADOWS + "where version = ? order by id desc", version)
                .list(
                        connection,
                        row -> new Ended(
                                shadow(row),
                                Rows.optionalInstant(row, "ended_at"),
                                row.getString("verdict"),
                                Rows.map(row, "report"))));
    }

    private static Shadow shadow(ResultSet row) throws SQLException {
        return new Shadow(
                row.getLong("id"),
                row.getInt("number"),
                row.getString("version"),
                row.getString("champion"),
                Rows.optionalLong(row, "run_id"),
                row.getInt("nights"),
                Rows.instant(row, "entered_at"));
    }
}
