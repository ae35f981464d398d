package io.credence.risk.persistence;

import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.ModelStore;
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

    private static final String REJECTED = """
            select version from model_version v
            where state = 'candidate'
              and not exists (select 1 from promotion p where p.version = v.version or p.previous = v.version)
              and not exists (select 1 from shadow s where s.version = v.version)
              and not exists (select 1 from training_run r where r.id = v.run_id and r.state in ('queued', 'running'))
            order by created_at desc, version offset ?""";

    private final Connections connections;
    private final TrainingRequests requests;
    private final TrainingRuns runs;
    private final Promotions promotions;

    /** @param topicPrefix stands before the names of topics, may be empty */
    public JdbcModelStore(Connections connections, String topicPrefix) {
        this.connections = connections;
        this.requests = new TrainingRequests(topicPrefix);
        this.runs = new TrainingRuns(connections);
        this.promotions = new Promotions(requests.topic());
    }

    @Override
    public Optional<String> champion() {
        return connections.ask(Promotions::champion);
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
    public List<String> rejected(int skip) {
        return connections.ask(
                connection -> new Query(REJECTED, skip).list(connection, row -> row.getString("version")));
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
            Promotions.takeTurns(connection);
            if (runId != null) {
                TrainingRuns.checkLease(connection, runId, owner);
            }
            return promotions.enthrone(connection, version, reason, runId);
        });
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
    public Optional<byte[]> checkpoint(long runId) {
        return runs.checkpoint(runId);
    }

    @Override
    public void saveCheckpoint(long runId, String owner, byte[] state) {
        runs.saveCheckpoint(runId, owner, state);
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
