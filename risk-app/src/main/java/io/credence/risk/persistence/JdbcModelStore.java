package io.credence.risk.persistence;

import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.OutboxRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Model versions, promotions and training runs in PostgreSQL or TimescaleDB. Leases run by the database's clock. Safe for use
 * by several threads.
 */
public final class JdbcModelStore implements ModelStore {

    private static final String VERSIONS = """
            select v.*, (select array_agg(key) from json_each_text(provenance)) as provenance_keys,
            (select array_agg(value) from json_each_text(provenance)) as provenance_values from model_version v\s""";

    private static final String REGISTER = """
            insert into model_version (version, model, state, created_at, run_id, provenance)
            values (?, ?, ?, ?, ?, json_object(?, ?)) on conflict (version) do nothing""";

    private static final String CHAMPION = "select version from promotion order by sequence desc limit 1";

    private static final String PROMOTE = """
            insert into promotion (version, previous, reason, run_id)
            values (?, (select version from promotion order by sequence desc limit 1), ?, ?)""";

    private static final String ANNOUNCE = """
            insert into outbox (lane, id, topic, key, value) values (?, gen_random_uuid(), ?, ?, convert_to(
              json_build_object('event', 'promoted', 'version', ?::text, 'reason', ?::text, 'run', ?::bigint)::text, 'UTF8'))""";

    private final Connections connections;
    private final TrainingRequests requests;
    private final TrainingRuns runs;

    /** @param topicPrefix stands before the names of topics, may be empty */
    public JdbcModelStore(Connections connections, String topicPrefix) {
        this.connections = connections;
        this.requests = new TrainingRequests(topicPrefix);
        this.runs = new TrainingRuns(connections);
    }

    @Override
    public Optional<String> champion() {
        return connections.ask(connection -> new Query(CHAMPION).first(connection, row -> row.getString(1)));
    }

    @Override
    public Optional<Version> version(String version) {
        return connections.ask(connection ->
                new Query(VERSIONS + "where version = ?", version).first(connection, JdbcModelStore::version));
    }

    @Override
    public List<Version> versions(int limit) {
        return connections.ask(connection -> new Query(VERSIONS + "order by created_at desc, version limit ?", limit)
                .list(connection, JdbcModelStore::version));
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getString("version"),
                row.getString("model"),
                row.getString("state"),
                Rows.instant(row, "created_at"),
                Rows.optionalLong(row, "run_id"),
                Rows.map(row, "provenance"));
    }

    @Override
    public void register(Version version) {
        Query register = new Query(
                REGISTER,
                version.version(),
                version.model(),
                version.state(),
                version.createdAt(),
                version.runId(),
                version.provenance().keySet().toArray(String[]::new),
                version.provenance().values().toArray(String[]::new));
        connections.ask(register::update);
    }

    @Override
    public void promote(String version, String reason, @Nullable Long runId, @Nullable String owner) {
        connections.inTransaction(connection -> {
            // One promotion at a time, so that each names the champion that it replaced.
            new Query("lock table promotion in share row exclusive mode").update(connection);
            if (runId != null) {
                TrainingRuns.checkLease(connection, runId, owner);
            }
            return enthrone(connection, version, reason, runId);
        });
    }

    /** A version that is the champion already is left alone. */
    private boolean enthrone(Connection connection, String version, String reason, @Nullable Long runId)
            throws SQLException {
        if (new Query(CHAMPION).first(connection, row -> row.getString(1)).equals(Optional.of(version))) {
            return false;
        }
        new Query("update model_version set state = 'retired' where state = 'champion'").update(connection);
        if (new Query("update model_version set state = 'champion' where version = ?", version).update(connection)
                == 0) {
            throw new IllegalArgumentException("model version " + version
                    + " is not registered, so it cannot become the champion. Maybe register it first.");
        }
        new Query(PROMOTE, version, reason, runId).update(connection);
        new Query(ANNOUNCE, OutboxRow.CONTROL, requests.topic(), version, version, reason, runId).update(connection);
        return true;
    }

    @Override
    public List<Promotion> promotions(int limit) {
        return connections.ask(connection -> new Query("select * from promotion order by sequence desc limit ?", limit)
                .list(connection, JdbcModelStore::promotion));
    }

    private static Promotion promotion(ResultSet row) throws SQLException {
        return new Promotion(
                row.getString("version"),
                row.getString("previous"),
                row.getString("reason"),
                Rows.optionalLong(row, "run_id"),
                Rows.instant(row, "promoted_at"));
    }

    @Override
    public long request(String scope, String night, String cause) {
        return connections.inTransaction(connection -> request(connection, scope, night, cause));
    }

    private long request(Connection connection, String scope, String night, String cause) throws SQLException {
        requests.of(List.of(new RetrainRequest(scope, night, cause))).update(connection);
        return new Query("select id from training_run where scope = ? and night = ?", scope, night)
                .only(connection, row -> row.getLong(1));
    }

    @Override
    public Optional<Long> requestAlone(String scope, String night, String cause) {
        return connections.inTransaction(connection -> {
            TrainingRuns.takeTurns(connection);
            return TrainingRequests.isUnderWay(connection)
                    ? Optional.<Long>empty()
                    : Optional.of(request(connection, scope, night, cause));
        });
    }

    @Override
    public Optional<Long> requestForIncident(Duration coolDown) {
        return connections.inTransaction(connection -> {
            TrainingRuns.takeTurns(connection);
            return requests.forIncident(coolDown).first(connection, row -> row.getLong(1));
        });
    }

    @Override
    public boolean isRunWaiting() {
        return runs.isWaiting();
    }

    @Override
    public Optional<Run> claim(String owner, Duration lease) {
        return runs.claim(owner, lease);
    }

    @Override
    public boolean renew(long runId, String owner, Duration lease) {
        return runs.renew(runId, owner, lease);
    }

    @Override
    public void finish(long runId, String owner, Ended ended) {
        runs.finish(runId, owner, ended);
    }

    @Override
    public Optional<Run> run(long id) {
        return runs.run(id);
    }

    @Override
    public List<Run> runs(int limit) {
        return runs.newest(limit);
    }
}
