package io.credence.risk.persistence;

import io.credence.risk.port.AlertRow;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.LedgerQueries;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.ReplayQueries.Snapshot;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.port.Seal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a verifier reads, of PostgreSQL or TimescaleDB. Safe for use by several threads. */
public final class JdbcLedgerQueries implements LedgerQueries {

    private static final String NEWEST = """
            select distinct on (cluster_id, topic_id, partition) * from seal
            order by cluster_id, topic_id, partition, number desc""";

    private static final String PARTITION = " cluster_id = ? and topic_id = ? and partition = ? ";

    private static final String SEALS =
            "select * from seal where" + PARTITION + "and number > ? and number <= ? order by number limit ?";

    private static final String BEFORE =
            "select * from seal where" + PARTITION + "and number > 0 and last_origin < ? order by number desc limit 1";

    private static final String ANCHOR = "select * from seal_anchor where" + PARTITION + "order by number desc limit 1";

    private static final String WAITING = """
            select convert_from(value, 'UTF8')::json ->> 'head' as head from outbox where topic = ?""";

    private static final String WITHIN =
            "select * from forecast where" + PARTITION + "and origin between ? and ? and record_offset between ? and ?";

    private static final String COUNTS = """
            select f.cluster_id, f.topic_id, f.partition, count(*) as forecasts from forecast f
            left join unnest(?::text[], ?::text[], ?::int4[], ?::int8[]) as newest (cluster_id, topic_id, partition, last_offset)
              using (cluster_id, topic_id, partition)
            where f.origin >= ? and (newest.last_offset is null or f.record_offset <= newest.last_offset) group by 1, 2, 3""";

    /** One statement, so that a commit in between cannot part forecasts from their seal. */
    private static final String TAILS = """
            select distinct f.cluster_id, f.topic_id, f.partition from forecast f
            left join (select cluster_id, topic_id, partition, max(last_offset) as last_offset from seal group by 1, 2, 3) s
              using (cluster_id, topic_id, partition)
            where f.origin >= ? and f.record_offset > coalesce(s.last_offset, -1)""";

    private static final String PLACES = "select id, record_offset from forecast where" + PARTITION + "and origin >= ?";

    private static final String STINTS = """
            select instrument, spec, lane, cluster_id, topic_id, partition, min(origin) as first, max(origin) as last
            from forecast group by 1, 2, 3, 4, 5, 6 order by lane <> ?, lane, instrument, spec, first""";

    private static final String OF_STINT = """
            select * from forecast where instrument = ? and spec = ? and lane = ? and origin > ? and origin <= ? and""" + PARTITION + "order by origin, horizon";

    private static final String SCORES =
            "select * from score where instrument = ? and spec = ? and lane = ? and origin > ? and origin <= ?";

    private static final String CALIBRATIONS =
            "select * from calibration where instrument = ? and spec = ? and lane = ? and at > ? and at <= ?";

    private static final String ALERTS =
            "select * from alert where instrument = ? and spec = ? and raised_at > ? and raised_at <= ?";

    private static final String SNAPSHOT = """
            select bar_end, closed from state_snapshot s where instrument = ? and spec = ? and bar_end between ? and ?
            and exists (select 1 from forecast f where f.instrument = s.instrument and f.spec = s.spec and f.lane = ?
              and f.origin = s.bar_end and f.model_version = s.model_version)
            order by bar_end desc limit 1""";

    /** In one statement, so that no bar closes between the state and its origin. */
    private static final String STATE = """
            select closed, (select max(origin) from forecast f where f.instrument = s.instrument and f.spec = ? and f.lane = ?
              and f.cluster_id = s.cluster_id and f.topic_id = s.topic_id and f.partition = s.partition) as bar_end
            from instrument_state s where length(closed) > 0 and instrument = ? and""" + PARTITION;

    private final Connections connections;
    private final String topic;

    /** @param topic of seals */
    public JdbcLedgerQueries(Connections connections, String topic) {
        this.connections = connections;
        this.topic = topic;
    }

    @Override
    public List<Seal> newestSeals() {
        return connections.ask(connection -> new Query(NEWEST).list(connection, SealTable::seal));
    }

    @Override
    public List<Seal> seals(PartitionId id, long after, long through, int limit) {
        return list(
                new Query(SEALS, id.clusterId(), id.topicId(), id.partition(), after, through, limit), SealTable::seal);
    }

    @Override
    public Optional<Seal> sealBefore(PartitionId id, Instant origin) {
        Query before = new Query(BEFORE, id.clusterId(), id.topicId(), id.partition(), origin);
        return connections.ask(connection -> before.first(connection, SealTable::seal));
    }

    @Override
    public Optional<Anchor> anchor(PartitionId id) {
        Query anchor = new Query(ANCHOR, id.clusterId(), id.topicId(), id.partition());
        return connections.ask(connection ->
                anchor.first(connection, row -> new Anchor(SealTable.seal(row), Rows.instant(row, "removed_before"))));
    }

    @Override
    public Set<String> waitingHeads() {
        return new HashSet<>(list(new Query(WAITING, topic), row -> row.getString("head")));
    }

    @Override
    public List<ForecastRow> forecasts(PartitionId id, Seal.Span span) {
        return list(
                new Query(
                        WITHIN,
                        id.clusterId(),
                        id.topicId(),
                        id.partition(),
                        span.firstOrigin(),
                        span.lastOrigin(),
                        span.firstOffset(),
                        span.lastOffset()),
                ForecastTable::forecast);
    }

    @Override
    public Map<PartitionId, Long> forecastCounts(List<Seal> newest, Instant from) {
        Query counts = new Query(
                COUNTS,
                newest.stream().map(seal -> seal.partition().clusterId()).toArray(String[]::new),
                newest.stream().map(seal -> seal.partition().topicId()).toArray(String[]::new),
                newest.stream().mapToInt(seal -> seal.partition().partition()).toArray(),
                newest.stream().mapToLong(seal -> seal.span().lastOffset()).toArray(),
                from);
        return list(counts, row -> Map.entry(partition(row), row.getLong("forecasts"))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Set<PartitionId> partitionsWithTail(Instant from) {
        return new HashSet<>(list(new Query(TAILS, from), JdbcLedgerQueries::partition));
    }

    private static PartitionId partition(ResultSet row) throws SQLException {
        return new PartitionId(row.getString("cluster_id"), row.getString("topic_id"), row.getInt("partition"));
    }

    @Override
    public List<Place> places(PartitionId id, Instant from) {
        return list(
                new Query(PLACES, id.clusterId(), id.topicId(), id.partition(), from),
                row -> new Place(Rows.uuid(row, "id"), row.getLong("record_offset")));
    }

    @Override
    public List<Stint> stints() {
        return list(
                new Query(STINTS, ForecastKey.CHAMPION),
                row -> new Stint(
                        row.getString("instrument"),
                        row.getString("spec"),
                        row.getString("lane"),
                        partition(row),
                        Rows.instant(row, "first"),
                        Rows.instant(row, "last")));
    }

    @Override
    public List<ForecastRow> forecasts(Stint stint, Instant after, Instant until) {
        PartitionId id = stint.partition();
        return list(
                new Query(
                        OF_STINT,
                        stint.instrument(),
                        stint.spec(),
                        stint.lane(),
                        after,
                        until,
                        id.clusterId(),
                        id.topicId(),
                        id.partition()),
                ForecastTable::forecast);
    }

    @Override
    public List<ScoreRow> scores(Stint stint, Instant after, Instant until) {
        return list(
                new Query(SCORES, stint.instrument(), stint.spec(), stint.lane(), after, until), ForecastTable::score);
    }

    @Override
    public List<CalibrationRow> calibrations(Stint stint, Instant after, Instant until) {
        return list(
                new Query(CALIBRATIONS, stint.instrument(), stint.spec(), stint.lane(), after, until),
                ForecastTable::monitor);
    }

    @Override
    public List<AlertRow> alerts(Stint stint, Instant after, Instant until) {
        return list(new Query(ALERTS, stint.instrument(), stint.spec(), after, until), AlertTable::row);
    }

    @Override
    public Optional<Snapshot> state(Stint stint) {
        PartitionId id = stint.partition();
        Query snapshot = new Query(
                SNAPSHOT, stint.instrument(), stint.spec(), stint.first(), stint.last(), ForecastKey.CHAMPION);
        Query state = new Query(
                STATE,
                stint.spec(),
                ForecastKey.CHAMPION,
                stint.instrument(),
                id.clusterId(),
                id.topicId(),
                id.partition());
        Optional<Snapshot> stored = connections.ask(connection -> snapshot.first(connection, JdbcLedgerQueries::state));
        return stored.or(() -> connections.ask(connection -> state.first(connection, JdbcLedgerQueries::state)));
    }

    private static Snapshot state(ResultSet row) throws SQLException {
        return new Snapshot(Rows.instant(row, "bar_end"), row.getBytes("closed"));
    }

    private <T> List<T> list(Query query, Query.Row<T> mapper) {
        return connections.ask(connection -> query.list(connection, mapper));
    }
}
