package io.credence.risk.persistence;

import io.credence.risk.port.Batch.Advance;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.Position;
import io.credence.risk.port.Position.StoredState;
import io.credence.risk.port.PositionLostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code stream_position}: who reads a partition, and from where. */
final class Positions {

    private static final String CLAIM = """
            insert into stream_position as p (cluster_id, topic_id, partition, next_offset) values (?, ?, ?, ?)
            on conflict (cluster_id, topic_id, partition) do update set claim = p.claim + 1, claimed_at = now()
            returning *""";

    private static final String STATES = """
            select instrument, open_bar, i.closed, coalesce(s.closed, ''::bytea) as shadow
            from instrument_state i left join shadow_state s using (cluster_id, topic_id, partition, instrument)
            where cluster_id = ? and topic_id = ? and partition = ?""";

    private static final String ADVANCE = """
            update stream_position set next_offset = ?, highest_event_time = ?, model_version = ?, ticks = ?, repeated = ?,
            late = ?, crossed = ?, closed = ?, heartbeats = ?, dead_letters = ?, forecasts = forecasts + ?
            where cluster_id = ? and topic_id = ? and partition = ? and claim = ? and next_offset = ?""";

    private static final String COUNT = """
            update stream_position set replayed = replayed + ?, divergent = divergent + ?, forecasts = forecasts - ?
            where cluster_id = ? and topic_id = ? and partition = ?""";

    /** In which transactions lock rows: two that lock in different orders could wait for each other. */
    private static final Comparator<Advance> ORDER = Comparator.comparing(
                    (Advance step) -> step.id().clusterId())
            .thenComparing(step -> step.id().topicId())
            .thenComparing(step -> step.id().partition());

    private Positions() {}

    /** Must run in a transaction: the states are those of the claim. */
    static Position claim(Connection connection, PartitionId id, long firstOffset) throws SQLException {
        Query claim = new Query(CLAIM, id.clusterId(), id.topicId(), id.partition(), firstOffset);
        // The claim first: it waits for a commit in progress, whose states are then seen.
        Position bare = claim.only(connection, row -> position(id, row, Map.of()));
        Map<String, StoredState> states = states(connection, id);
        return new Position(
                id,
                bare.nextOffset(),
                bare.claim(),
                bare.modelVersion(),
                bare.highestEventTime(),
                bare.counters(),
                states);
    }

    private static Map<String, StoredState> states(Connection connection, PartitionId id) throws SQLException {
        Map<String, StoredState> states = new HashMap<>();
        new Query(STATES, id.clusterId(), id.topicId(), id.partition())
                .list(
                        connection,
                        row -> states.put(
                                row.getString("instrument"),
                                new StoredState(
                                        row.getBytes("open_bar"), row.getBytes("closed"), row.getBytes("shadow"))));
        return states;
    }

    private static Position position(PartitionId id, ResultSet row, Map<String, StoredState> states)
            throws SQLException {
        return new Position(
                id,
                row.getLong("next_offset"),
                row.getLong("claim"),
                row.getString("model_version"),
                row.getLong("highest_event_time"),
                Rows.counters(row),
                states);
    }

    static List<Advance> inOrder(List<Advance> advances) {
        return advances.stream().sorted(ORDER).toList();
    }

    /** @param forecasts champion forecasts that the batch adds for this partition */
    static Query advance(Advance step, long forecasts) {
        return new Query(
                ADVANCE,
                step.toOffset(),
                step.highestEventTime(),
                step.modelVersion(),
                step.counters().ticks(),
                step.counters().repeated(),
                step.counters().late(),
                step.counters().crossed(),
                step.counters().closed(),
                step.counters().heartbeats(),
                step.counters().deadLetters(),
                forecasts,
                step.id().clusterId(),
                step.id().topicId(),
                step.id().partition(),
                step.claim(),
                step.fromOffset());
    }

    static PositionLostException lost(Advance step) {
        return new PositionLostException(
                "partition " + step.id().partition() + " of topic " + step.id().topicId()
                        + " was at offset " + step.fromOffset() + " under claim " + step.claim()
                        + "; another owner has it or has moved it since");
    }

    /** @param champions of the conflicts, which {@link #advance} took for new */
    static Query count(PartitionId id, long replayed, long divergent, long champions) {
        return new Query(COUNT, replayed, divergent, champions, id.clusterId(), id.topicId(), id.partition());
    }
}
