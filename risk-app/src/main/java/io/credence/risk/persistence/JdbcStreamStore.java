package io.credence.risk.persistence;

import io.credence.risk.port.Batch;
import io.credence.risk.port.Batch.Advance;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.Position;
import io.credence.risk.port.StreamStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The stream's side of PostgreSQL or TimescaleDB. Safe for use by several threads. */
public final class JdbcStreamStore implements StreamStore {

    private static final String FIRST_SIGHT = """
            insert into topic as t (cluster_id, topic_id, partitions) values (?, ?, ?)
            on conflict (cluster_id, topic_id) do update set partitions = t.partitions returning partitions""";

    private static final String OUTBOX =
            "select sequence, lane, id, topic, key, value from outbox where lane = ? order by sequence limit ?";

    private final Connections connections;
    private final Partitions partitions;
    private final TrainingRequests requests;

    /** @param topicPrefix stands before the names of topics, may be empty */
    public JdbcStreamStore(Connections connections, String topicPrefix) {
        this.connections = connections;
        this.partitions = new Partitions(connections);
        this.requests = new TrainingRequests(topicPrefix);
    }

    @Override
    public Position claim(PartitionId id, long firstOffset) {
        return connections.inTransaction(connection -> Positions.claim(connection, id, firstOffset));
    }

    @Override
    public Committed commit(Batch batch) {
        partitions.ensure(batch);
        return connections.inTransaction(connection -> write(connection, batch));
    }

    /** Positions first: their rows' locks make a zombie wait here, and find its claim outdated. */
    private Committed write(Connection connection, Batch batch) throws SQLException {
        Script script = new Script();
        List<Advance> advances = Positions.inOrder(batch.advances());
        advances.forEach(step -> script.add(Positions.advance(step)));
        script.insert(BatchTables.FORECASTS, batch.forecasts());
        script.insert(BatchTables.BARS, BatchTables.bars(batch.spec(), batch.bars()));
        script.insert(BatchTables.SCORES, batch.scores());
        script.insert(BatchTables.CALIBRATIONS, batch.calibrations());
        script.insert(AlertTable.ALERTS, AlertTable.newest(batch.alerts()));
        script.insert(BatchTables.STATES, batch.states());
        script.insert(BatchTables.SNAPSHOTS, batch.snapshots());
        script.insert(BatchTables.DEAD_LETTERS, batch.deadLetters());
        script.insert(BatchTables.OUTBOX, batch.outbox());
        if (!batch.retrains().isEmpty()) {
            script.add(requests.of(batch.retrains()));
        }
        return check(connection, advances, batch.forecasts(), script.run(connection));
    }

    private static Committed check(
            Connection connection, List<Advance> advances, List<ForecastRow> forecasts, List<Script.Result> results)
            throws SQLException {
        for (int i = 0; i < advances.size(); i++) {
            if (results.get(i).touched() == 0) {
                throw Positions.lost(advances.get(i));
            }
        }
        if (forecasts.isEmpty() || results.get(advances.size()).touched() == forecasts.size()) {
            return new Committed(0, 0);
        }
        return Conflicts.count(
                connection, forecasts, results.get(advances.size()).returned());
    }

    @Override
    public int partitionsAtFirstSight(String clusterId, String topicId, int partitions) {
        return connections.ask(connection -> new Query(FIRST_SIGHT, clusterId, topicId, partitions)
                .only(connection, row -> row.getInt("partitions")));
    }

    @Override
    public List<OutboxEntry> outbox(String lane, int limit) {
        return connections.ask(connection -> new Query(OUTBOX, lane, limit).list(connection, JdbcStreamStore::entry));
    }

    private static OutboxEntry entry(ResultSet row) throws SQLException {
        return new OutboxEntry(
                row.getLong("sequence"),
                new OutboxRow(
                        row.getString("lane"),
                        Rows.uuid(row, "id"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getBytes("value")));
    }

    @Override
    public void published(Collection<Long> sequences) {
        long[] gone = sequences.stream().mapToLong(Long::longValue).toArray();
        connections.ask(connection -> new Query("delete from outbox where sequence = any(?)", gone).update(connection));
    }
}
