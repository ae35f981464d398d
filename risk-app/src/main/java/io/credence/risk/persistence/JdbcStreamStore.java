package io.credence.risk.persistence;

import io.credence.risk.port.Batch;
import io.credence.risk.port.Batch.Advance;
import io.credence.risk.port.ForecastKey;
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

    private static final String UNIQUE_VIOLATION = "23505";

    private final Connections connections;
    private final Partitions partitions;
    private final TrainingRequests requests;
    private final IncidentTable incidents;
    /** Whether the last batch held forecasts that were there already, so that the next one probably does too. */
    private volatile boolean repeating;

    /** Without a webhook. @param topicPrefix stands before the names of topics, may be empty */
    public JdbcStreamStore(Connections connections, String topicPrefix) {
        this(connections, topicPrefix, false);
    }

    /**
     * @param topicPrefix stands before the names of topics, may be empty
     * @param webhook whether incidents are told by HTTP, too
     */
    public JdbcStreamStore(Connections connections, String topicPrefix, boolean webhook) {
        this.connections = connections;
        this.partitions = new Partitions(connections);
        this.requests = new TrainingRequests(topicPrefix);
        this.incidents = new IncidentTable(topicPrefix, webhook);
    }

    @Override
    public Position claim(PartitionId id, long firstOffset) {
        return connections.inTransaction(connection -> Positions.claim(connection, id, firstOffset));
    }

    @Override
    public Committed commit(Batch batch) {
        partitions.ensure(batch);
        if (!repeating) {
            try {
                return connections.inTransaction(connection -> write(connection, batch, false));
            } catch (AlreadyThere e) {
                repeating = true;
            }
        }
        Committed found = connections.inTransaction(connection -> write(connection, batch, true));
        repeating = found.replayed() + found.divergent() > 0;
        return found;
    }

    @Override
    public void rehearse(Batch batch) {
        partitions.ensure(batch);
        connections.inTransaction(connection -> {
            write(connection, batch, false);
            connection.rollback();
            return true;
        });
    }

    /** Positions first: their rows' locks make a zombie wait here, and find its claim outdated. */
    private Committed write(Connection connection, Batch batch, boolean carefully) throws SQLException {
        Script script = new Script(carefully);
        List<Advance> advances = Positions.inOrder(batch.advances());
        advances.forEach(step -> script.add(Positions.advance(step, champions(batch, step.id()))));
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
        List<Script.Result> results = run(connection, script);
        checkPositions(advances, results);
        if (!batch.alerts().isEmpty()) {
            incidents.settle(connection, AlertTable.newest(batch.alerts()));
        }
        return carefully && !batch.forecasts().isEmpty()
                ? Conflicts.count(
                        connection,
                        batch.forecasts(),
                        results.get(advances.size()).returned())
                : new Committed(0, 0);
    }

    private static long champions(Batch batch, PartitionId id) {
        return batch.forecasts().stream()
                .filter(row -> row.key().lane().equals(ForecastKey.CHAMPION))
                .filter(row -> row.source().partition().equals(id))
                .count();
    }

    private static List<Script.Result> run(Connection connection, Script script) throws SQLException {
        try {
            return script.run(connection);
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new AlreadyThere(e);
            }
            throw e;
        }
    }

    private static void checkPositions(List<Advance> advances, List<Script.Result> results) {
        for (int i = 0; i < advances.size(); i++) {
            if (results.get(i).touched() == 0) {
                throw Positions.lost(advances.get(i));
            }
        }
    }

    /** A row of the batch is in its table: the batch must be written carefully. */
    private static final class AlreadyThere extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AlreadyThere(SQLException cause) {
            super(cause);
        }
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
