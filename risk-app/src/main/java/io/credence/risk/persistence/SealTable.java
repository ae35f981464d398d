package io.credence.risk.persistence;

import io.credence.risk.application.SealChain;
import io.credence.risk.port.Batch.Advance;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.Seal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Seals the forecasts that a transaction writes, in the same transaction, and announces the chain's head in the partition's
 * outbox lane. Only the owner of a partition writes its chain, so the head is remembered from one commit to the next and read
 * from the table only after a claim or a failure.
 */
final class SealTable {

    private static final String NEWEST = """
            select number, head from seal where cluster_id = ? and topic_id = ? and partition = ?
            order by number desc limit 1""";

    /** The message's id is that of the head: whoever is told of it twice can know. */
    private static final String WRITE = """
            with sealed as (
              insert into seal (cluster_id, topic_id, partition, number, first_offset, last_offset, first_origin, last_origin,
                forecasts, previous, head) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *)
            insert into outbox (lane, id, topic, key, value)
            select ?, md5(head)::uuid, ?, ?, convert_to(json_build_object(
              'clusterId', cluster_id, 'topicId', topic_id, 'partition', partition, 'number', number,
              'forecasts', forecasts, 'firstOffset', first_offset, 'lastOffset', last_offset,
              'firstOrigin', to_char(first_origin at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
              'lastOrigin', to_char(last_origin at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
              'previous', encode(previous, 'hex'), 'head', encode(head, 'hex'))::text, 'UTF8') from sealed""";

    private final String topic;
    private final Map<PartitionId, Head> heads = new ConcurrentHashMap<>();

    /** @param topicPrefix stands before the topic's name */
    SealTable(String topicPrefix) {
        this.topic = topicPrefix + "risk.seals";
    }

    /** Where a chain stands under a claim. */
    private record Head(long claim, long number, byte[] hash) {}

    /**
     * The seals of what a transaction writes; partitions without forecasts have none. The heads are forgotten until
     * {@link #committed} tells them.
     *
     * @param rows those that are new
     */
    List<Seal> of(Connection connection, List<Advance> advances, Collection<ForecastRow> rows) throws SQLException {
        Map<PartitionId, List<ForecastRow>> byPartition =
                rows.stream().collect(Collectors.groupingBy(row -> row.source().partition()));
        List<Seal> seals = new ArrayList<>();
        for (Advance step : advances) {
            List<ForecastRow> sealed = byPartition.getOrDefault(step.id(), List.of());
            if (!sealed.isEmpty()) {
                Head head = head(connection, step);
                seals.add(SealChain.seal(step.id(), head.number + 1, head.hash, sealed));
            }
        }
        return seals;
    }

    private Head head(Connection connection, Advance step) throws SQLException {
        Head known = heads.remove(step.id());
        if (known != null && known.claim == step.claim()) {
            return known;
        }
        PartitionId id = step.id();
        return new Query(NEWEST, id.clusterId(), id.topicId(), id.partition())
                .first(connection, row -> new Head(step.claim(), row.getLong("number"), row.getBytes("head")))
                .orElseGet(() -> new Head(step.claim(), 0, SealChain.start(id)));
    }

    /** The seal's row and its message. */
    Query write(Seal seal) {
        PartitionId id = seal.partition();
        Seal.Span span = seal.span();
        return new Query(
                WRITE,
                id.clusterId(),
                id.topicId(),
                id.partition(),
                seal.number(),
                span.firstOffset(),
                span.lastOffset(),
                span.firstOrigin(),
                span.lastOrigin(),
                seal.forecasts(),
                seal.previous(),
                seal.head(),
                id.lane(),
                topic,
                id.lane());
    }

    /** The transaction is through: the chains stand where the seals say. */
    void committed(List<Advance> advances, List<Seal> seals) {
        for (Seal seal : seals) {
            advances.stream()
                    .filter(step -> step.id().equals(seal.partition()))
                    .forEach(step -> heads.put(step.id(), new Head(step.claim(), seal.number(), seal.head())));
        }
    }

    static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                new PartitionId(row.getString("cluster_id"), row.getString("topic_id"), row.getInt("partition")),
                row.getLong("number"),
                new Seal.Span(
                        row.getLong("first_offset"),
                        row.getLong("last_offset"),
                        Rows.instant(row, "first_origin"),
                        Rows.instant(row, "last_origin")),
                row.getInt("forecasts"),
                row.getBytes("previous"),
                row.getBytes("head"));
    }
}
