package io.credence.risk.persistence;

import io.credence.risk.port.IncidentDesk;
import io.credence.risk.port.IncidentRow;
import io.credence.risk.port.IncidentRow.Acknowledgement;
import io.credence.risk.port.IncidentRow.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Incidents in PostgreSQL or TimescaleDB. Safe for use by several threads. */
public final class JdbcIncidentDesk implements IncidentDesk {

    private final Connections connections;
    private final IncidentTable table;

    /**
     * @param topicPrefix stands before the names of topics, may be empty
     * @param webhook whether acknowledgements are told by HTTP, too
     */
    public JdbcIncidentDesk(Connections connections, String topicPrefix, boolean webhook) {
        this.connections = connections;
        this.table = new IncidentTable(topicPrefix, webhook);
    }

    @Override
    public List<IncidentRow> incidents(Set<State> states, int limit) {
        String[] names = states.stream().map(IncidentTable::name).toArray(String[]::new);
        Query incidents = new Query(
                "select * from incident where state = any(?) order by opened_at desc, id limit ?", names, limit);
        return connections.ask(connection -> incidents.list(connection, IncidentTable::row));
    }

    @Override
    public Optional<IncidentRow> incident(UUID id) {
        return connections.ask(connection ->
                new Query("select * from incident where id = ?", id).first(connection, IncidentTable::row));
    }

    @Override
    public List<IncidentRow> changes(UUID id) {
        return connections.ask(connection -> IncidentTable.changes(id).list(connection, IncidentTable::row));
    }

    @Override
    public Optional<IncidentRow> acknowledge(UUID id, String by, String why) {
        return connections.inTransaction(connection -> acknowledge(connection, id, by, why));
    }

    private Optional<IncidentRow> acknowledge(Connection connection, UUID id, String by, String why)
            throws SQLException {
        Optional<IncidentRow> found = IncidentTable.locked(connection, id);
        if (found.isEmpty() || isTaken(found.get(), by, why)) {
            return found;
        }
        if (found.get().state() == State.RESOLVED) {
            throw new ResolvedException(found.get().id());
        }
        IncidentRow taken = acknowledged(found.get(), new Acknowledgement(by, why, Instant.now()));
        table.update(connection, taken);
        return Optional.of(taken);
    }

    private static boolean isTaken(IncidentRow row, String by, String why) {
        Acknowledgement taken = row.acknowledged();
        return row.state() == State.ACKNOWLEDGED
                && taken != null
                && taken.by().equals(by)
                && taken.why().equals(why);
    }

    private static IncidentRow acknowledged(IncidentRow row, Acknowledgement taken) {
        return new IncidentRow(
                row.id(),
                row.spec(),
                row.cause(),
                State.ACKNOWLEDGED,
                row.severity(),
                row.openedAt(),
                row.since(),
                row.eValue(),
                row.what(),
                row.instruments(),
                row.confirmed(),
                taken,
                null,
                row.reopened(),
                row.revision() + 1);
    }
}
