package io.credence.risk.persistence;

import io.credence.risk.port.Batch;
import io.credence.risk.port.Batch.Advance;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.Position;
import io.credence.risk.port.Seal;
import io.credence.risk.port.StreamStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

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
    private final SealTable seals;
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
        this.seals = new SealTable(topicPrefix);
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
                return sealed(batch, connections.inTransaction(connection -> write(connection, batch)));
            } catch (AlreadyThere e) {
                repeating = true;
            }
        }
        Committed found = sealed(batch, connections.inTransaction(connection -> writeCarefully(connection, batch)));
        repeating = found.replayed() + found.divergent() > 0;
        return found;
    }

    private Committed sealed(Batch batch, Written written) {
        seals.committed(batch.advances(), written.seals);
        return written.found;
    }

    /** What a transaction has written. */
    private record Written(Committed found, List<Seal> seals) {}

    @Override
    public void rehearse(Batch batch) {
        partitions.ensure(batch);
        connections.inTransaction(connection -> {
            write(connection, batch);
            connection.rollback();
            return true;
        });
    }

    /** A batch of which nothing is there yet: all in one go. */
    private Written write(Connection connection, Batch batch) throws SQLException {
        Script script = script(batch, false);
        List<Seal> sealed = seals.of(connection, batch.advances(), batch.forecasts());
        sealed.forEach(seal -> script.add(seals.write(seal)));
        finish(connection, batch, run(connection, script));
        return new Written(new Committed(0, 0), sealed);
    }

    /** Some forecasts may be there, and sealed, already: only those that are new are sealed. */
    private Written writeCarefully(Connection connection, Batch batch) throws SQLException {
        List<Script.Result> results = run(connection, script(batch, true));
        finish(connection, batch, results);
        if (batch.forecasts().isEmpty()) {
            return new Written(new Committed(0, 0), List.of());
        }
        List<String> written = results.get(batch.advances().size()).returned();
        Set<String> ids = Set.copyOf(written);
        List<ForecastRow> fresh = batch.forecasts().stream()
                .filter(row -> ids.contains(row.id().toString()))
                .toList();
        List<Seal> sealed = seals.of(connection, batch.advances(), fresh);
        for (Seal seal : sealed) {
            seals.write(seal).update(connection);
        }
        return new Written(Conflicts.count(connection, batch.forecasts(), written), sealed);
    }

    /** Positions first: their rows' locks make a zombie wait here, and find its claim outdated. */
    private Script script(Batch batch, boolean carefully) {
        Script script = new Script(carefully);
        Positions.inOrder(batch.advances())
                .forEach(step -> script.add(Positions.advance(step, champions(batch, step.id()))));
        script.insert(BatchTables.FORECASTS, batch.forecasts());
        script.insert(BatchTables.BARS, BatchTables.bars(batch.spec(), batch.bars()));
        script.insert(BatchTables.SCORES, batch.scores());
        script.insert(BatchTables.CALIBRATIONS, batch.calibrations());
        script.insert(AlertTable.ALERTS, AlertTable.newest(batch.alerts()));
        script.insert(BatchTables.STATES, batch.states());
        script.insert(BatchTables.SHADOWS, shadows(batch));
        script.insert(BatchTables.SNAPSHOTS, batch.snapshots());
        script.insert(BatchTables.DEAD_LETTERS, batch.deadLetters());
        script.insert(BatchTables.OUTBOX, batch.outbox());
        if (!batch.retrains().isEmpty()) {
            script.add(requests.of(batch.retrains()));
        }
        return script;
    }

    private void finish(Connection connection, Batch batch, List<Script.Result> results) throws SQLException {
        checkPositions(Positions.inOrder(batch.advances()), results);
        if (!batch.alerts().isEmpty()) {
            incidents.settle(connection, AlertTable.newest(batch.alerts()));
        }
    }

    private static List<Batch.StateRow> shadows(Batch batch) {
        return batch.states().stream().filter(row -> row.shadow() != null).toList();
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
