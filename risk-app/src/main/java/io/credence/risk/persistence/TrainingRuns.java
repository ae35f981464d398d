package io.credence.risk.persistence;

import io.credence.risk.port.ModelStore.Ended;
import io.credence.risk.port.ModelStore.Run;
import io.credence.risk.port.PositionLostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code training_run}: a queue whose entries are claimed with a lease. */
final class TrainingRuns {

    private static final String RUNS = """
            select r.*, (select array_agg(key) from json_each_text(report)) as report_keys,
            (select array_agg(value) from json_each_text(report)) as report_values from training_run r\s""";

    private static final String WAITING = " (state = 'queued' or (state = 'running' and lease_until < now())) ";

    /** A service that stops takes its trainer with it, so one death says little; so many say that the run is at fault. */
    private static final int MOST_ATTEMPTS = 5;

    private static final String GIVE_UP = """
            update training_run set state = 'failed', ended_at = now(), lease_until = null, report = json_build_object(
              'reason', attempts || ' trainers have died of it. Maybe there is too little memory: see their logs.')
            where state = 'running' and lease_until < now() and attempts >= ?""";

    private static final String CLAIM = """
            update training_run set state = 'running', owner = ?, started_at = now(), attempts = attempts + 1,
            lease_until = now() + ? * interval '1 millisecond'
            where id = (select id from training_run where""" + WAITING + """
            and not exists (select 1 from training_run where state = 'running' and lease_until >= now())
            order by requested_at, id limit 1 for update skip locked) returning id""";

    private static final String RENEW = """
            update training_run set lease_until = now() + ? * interval '1 millisecond'
            where id = ? and owner = ? and state = 'running'""";

    private static final String FINISH = """
            update training_run set state = ?, challenger = ?, champion = ?, report = json_object(?, ?), ended_at = now(),
            lease_until = null where id = ? and owner = ? and state = 'running'""";

    private static final String SAVE = """
            insert into training_checkpoint (run_id, state) values (?, ?)
            on conflict (run_id) do update set state = excluded.state, saved_at = now()""";

    private static final String LEASED = """
            select 1 from training_run where id = ? and owner = ? and state = 'running' and lease_until > now() for update""";

    private final Connections connections;

    TrainingRuns(Connections connections) {
        this.connections = connections;
    }

    Optional<Run> claim(String owner, Duration lease) {
        return connections.inTransaction(connection -> {
            takeTurns(connection);
            new Query(GIVE_UP, MOST_ATTEMPTS).update(connection);
            Optional<Long> id = new Query(CLAIM, owner, lease.toMillis()).first(connection, row -> row.getLong(1));
            return id.isEmpty() ? Optional.<Run>empty() : run(connection, id.get());
        });
    }

    /** Holds off whoever asks for a run, or claims one, until the transaction ends: what it finds is what it acts on. */
    static void takeTurns(Connection connection) throws SQLException {
        new Query("select pg_advisory_xact_lock(hashtext('credence ' || current_schema || '.training_run'))::text")
                .only(connection, row -> row.getString(1));
    }

    boolean isWaiting() {
        Query waiting = new Query("select exists (select 1 from training_run where " + WAITING
                + " and not exists (select 1 from training_run where state = 'running' and lease_until >= now()))");
        return connections.ask(connection -> waiting.only(connection, row -> row.getBoolean(1)));
    }

    boolean renew(long runId, String owner, Duration lease) {
        Query renew = new Query(RENEW, lease.toMillis(), runId, owner);
        return connections.ask(renew::update) > 0;
    }

    void finish(long runId, String owner, Ended ended) {
        Query finish = new Query(
                FINISH,
                ended.state(),
                ended.challenger(),
                ended.champion(),
                ended.report().keySet().toArray(String[]::new),
                ended.report().values().toArray(String[]::new),
                runId,
                owner);
        connections.inTransaction(connection -> {
            if (finish.update(connection) == 0) {
                throw lost(runId, owner);
            }
            return new Query("delete from training_checkpoint where run_id = ?", runId).update(connection);
        });
    }

    Optional<byte[]> checkpoint(long runId) {
        Query saved = new Query("select state from training_checkpoint where run_id = ?", runId);
        return connections.ask(connection -> saved.first(connection, row -> row.getBytes(1)));
    }

    void saveCheckpoint(long runId, String owner, byte[] state) {
        connections.inTransaction(connection -> {
            checkLease(connection, runId, owner);
            return new Query(SAVE, runId, state).update(connection);
        });
    }

    /** Holds the run's row until the transaction ends, so that nobody takes it meanwhile. */
    static void checkLease(Connection connection, long runId, @Nullable String owner) throws SQLException {
        if (new Query(LEASED, runId, owner)
                .first(connection, row -> row.getInt(1))
                .isEmpty()) {
            throw lost(runId, owner);
        }
    }

    private static PositionLostException lost(long runId, @Nullable String owner) {
        return new PositionLostException("training run " + runId + " is not leased to " + owner + " any more");
    }

    Optional<Run> run(long id) {
        return connections.ask(connection -> run(connection, id));
    }

    private static Optional<Run> run(Connection connection, long id) throws SQLException {
        return new Query(RUNS + "where id = ?", id).first(connection, TrainingRuns::of);
    }

    List<Run> newest(int limit) {
        return connections.ask(connection -> new Query(RUNS + "order by requested_at desc, id desc limit ?", limit)
                .list(connection, TrainingRuns::of));
    }

    private static Run of(ResultSet row) throws SQLException {
        return new Run(
                row.getLong("id"),
                row.getString("scope"),
                row.getString("night"),
                row.getString("cause"),
                row.getString("state"),
                Rows.instant(row, "requested_at"),
                Rows.optionalInstant(row, "started_at"),
                Rows.optionalInstant(row, "ended_at"),
                row.getString("challenger"),
                row.getString("champion"),
                Rows.optionalInstant(row, "since"),
                Rows.map(row, "report"));
    }
}
