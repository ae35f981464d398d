package io.credence.risk.persistence;

import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.WebhookOutbox;
import java.util.Optional;
import java.util.function.Predicate;

/** The lane of the outbox that a webhook is told. */
public final class JdbcWebhookOutbox implements WebhookOutbox {

    private static final String LOCK =
            "select pg_try_advisory_xact_lock(hashtext('credence ' || current_schema || '.webhook'))";

    private static final String OLDEST = "select * from outbox where lane = ? order by sequence limit 1";

    private final Connections connections;

    public JdbcWebhookOutbox(Connections connections) {
        this.connections = connections;
    }

    private record Waiting(long sequence, OutboxRow row) {}

    @Override
    public Delivery next(Predicate<OutboxRow> send) {
        return connections.inTransaction(connection -> {
            if (!new Query(LOCK).only(connection, row -> row.getBoolean(1))) {
                return Delivery.NONE;
            }
            Optional<Waiting> oldest = new Query(OLDEST, OutboxRow.WEBHOOK)
                    .first(
                            connection,
                            row -> new Waiting(
                                    row.getLong("sequence"),
                                    new OutboxRow(
                                            row.getString("lane"),
                                            Rows.uuid(row, "id"),
                                            row.getString("topic"),
                                            row.getString("key"),
                                            row.getBytes("value"))));
            if (oldest.isEmpty()) {
                return Delivery.NONE;
            }
            if (!send.test(oldest.get().row())) {
                return Delivery.FAILED;
            }
            new Query("delete from outbox where sequence = ?", oldest.get().sequence()).update(connection);
            return Delivery.DONE;
        });
    }
}
