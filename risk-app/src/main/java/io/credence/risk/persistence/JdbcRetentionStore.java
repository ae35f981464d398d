package io.credence.risk.persistence;

import io.credence.risk.port.RetentionStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Retention in PostgreSQL or TimescaleDB, in one transaction. Months and chunks are removed whole; a seal that reaches over the boundary goes
 * with all its forecasts, and the last seal that goes leaves its head as the anchor of its partition's chain. The newest seal of a chain
 * stays in any case: the next forecasts are chained to it.
 */
public final class JdbcRetentionStore implements RetentionStore {

    private static final List<String> REMOVED = List.of("score", "forecast", "calibration");

    private static final List<String> COMPRESSED = List.of("bar", "forecast", "score");

    /** One replica at a time, and none waits long: the stream's own statements come first. */
    private static final String ALONE = """
            select pg_try_advisory_xact_lock(hashtext('credence retention ' || current_schema))
              and set_config('lock_timeout', '2s', true) is not null as mine""";

    private static final String NEWEST = "select max(highest_event_time) as newest from stream_position";

    /** The first seal of each chain that holds something newer stays, and all that follow: none of their origins may go. */
    private static final String BOUNDARY = """
            with stays as (select cluster_id, topic_id, partition, min(number) as number from seal where last_origin >= ?
              group by 1, 2, 3)
            select removable_before(least(?, (select min(s.first_origin) from seal s join stays using (cluster_id, topic_id, partition)
              where s.number >= stays.number))) as boundary""";

    private static final String IS_NEW = """
            select ? > coalesce((select max(removed_before) from retention_cut), '-infinity')
              and exists (select 1 from forecast where origin < ?) as due""";

    private static final String NO_CUTS = """
            create temporary table cut (cluster_id text collate "C", topic_id text collate "C", partition int, number bigint,
              last_offset bigint, last_origin timestamptz) on commit drop""";

    /** The last seal of each chain with an origin before the boundary, and the newest origin of all up to it. */
    private static final String CUTS = """
            insert into cut select cluster_id, topic_id, partition, max(number) as number, max(last_offset) as last_offset,
              max(last_origin) as last_origin
            from seal where number > 0 and first_origin < ? group by 1, 2, 3""";

    /** Of a day that is summed up already more may have come late. */
    private static final String ARCHIVE = """
            insert into score_archive
            select instrument, spec, lane, horizon, date_trunc('day', origin, 'UTC'), count(*), sum((not exceeded[1])::int),
              sum((not exceeded[2])::int), sum((not exceeded[3])::int), sum(crps), sum(reference_crps)
            from score where origin < ? group by 1, 2, 3, 4, 5
            on conflict (instrument, spec, lane, horizon, day) do update set scored = score_archive.scored + excluded.scored,
              within_95 = score_archive.within_95 + excluded.within_95,
              within_975 = score_archive.within_975 + excluded.within_975,
              within_99 = score_archive.within_99 + excluded.within_99, crps = score_archive.crps + excluded.crps,
              reference_crps = score_archive.reference_crps + excluded.reference_crps""";

    private static final String OVER_THE_BOUNDARY = """
            f.origin >= ? and f.origin <= (select max(last_origin) from cut)
              and f.record_offset <= (select last_offset from cut c where c.cluster_id = f.cluster_id
                and c.topic_id = f.topic_id and c.partition = f.partition)""";

    private static final String SCORES_OVER_IT = """
            delete from score s using forecast f where s.instrument = f.instrument and s.spec = f.spec and s.lane = f.lane
              and s.horizon = f.horizon and s.origin = f.origin and\s""" + OVER_THE_BOUNDARY;

    private static final String FORECASTS_OVER_IT = "delete from forecast f where " + OVER_THE_BOUNDARY;

    private static final String ANCHORS = """
            insert into seal_anchor select s.*, ?::timestamptz from seal s join cut using (cluster_id, topic_id, partition, number)
            on conflict do nothing""";

    private static final String SEALS = """
            delete from seal s using cut c where s.cluster_id = c.cluster_id and s.topic_id = c.topic_id
              and s.partition = c.partition and s.number < c.number""";

    /** A forecast is computed again from a copy of the state before it, which is made every 256 bars. */
    private static final String COPIES = """
            delete from state_snapshot s where bar_end < ? and bar_end < (
              select max(bar_end) from state_snapshot before where before.instrument = s.instrument and before.spec = s.spec
                and before.model_version = s.model_version and before.bar_end < ?)""";

    private final Connections connections;

    public JdbcRetentionStore(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Optional<Cut> remove(Duration keep) {
        return connections.inTransaction(connection -> {
            Optional<Instant> boundary = isMine(connection) ? boundary(connection, keep) : Optional.empty();
            return boundary.isPresent() ? Optional.of(remove(connection, boundary.get())) : Optional.<Cut>empty();
        });
    }

    private static boolean isMine(Connection connection) throws SQLException {
        return new Query(ALONE).only(connection, row -> row.getBoolean("mine"));
    }

    private static Optional<Instant> newest(Connection connection) throws SQLException {
        return new Query(NEWEST)
                .first(connection, row -> row.getLong("newest"))
                .filter(time -> time > 0)
                .map(Instant::ofEpochMilli);
    }

    private static Optional<Instant> boundary(Connection connection, Duration keep) throws SQLException {
        Optional<Instant> wanted = newest(connection).map(time -> time.minus(keep));
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Instant oldest = wanted.get();
        Instant boundary = new Query(BOUNDARY, oldest, oldest)
                .list(connection, row -> Optional.ofNullable(Rows.optionalInstant(row, "boundary")))
                .getFirst()
                .orElse(Instant.EPOCH);
        boolean due = new Query(IS_NEW, boundary, boundary).only(connection, row -> row.getBoolean("due"));
        return due ? Optional.of(boundary) : Optional.empty();
    }

    private static Cut remove(Connection connection, Instant boundary) throws SQLException {
        new Query(NO_CUTS).update(connection);
        new Query(CUTS, boundary).update(connection);
        new Query(ARCHIVE, boundary).update(connection);
        long forecasts = new Query("select count(*) from forecast where origin < ?", boundary)
                .only(connection, row -> row.getLong(1));
        new Query(SCORES_OVER_IT, boundary).update(connection);
        forecasts += new Query(FORECASTS_OVER_IT, boundary).update(connection);
        for (String table : REMOVED) {
            new Query("select remove_before(?, ?)", table, boundary).first(connection, row -> true);
        }
        new Query(COPIES, boundary, boundary).update(connection);
        new Query(ANCHORS, boundary).update(connection);
        new Query(SEALS).update(connection);
        new Query("insert into retention_cut (removed_before, forecasts) values (?, ?)", boundary, forecasts)
                .update(connection);
        return new Cut(boundary, forecasts);
    }

    @Override
    public void compress(Duration after) {
        connections.inTransaction(connection -> {
            Optional<Instant> newest = isMine(connection) ? newest(connection) : Optional.empty();
            for (String table : newest.isPresent() ? COMPRESSED : List.<String>of()) {
                new Query("select compress_before(?, ?)", table, newest.get().minus(after))
                        .first(connection, row -> true);
            }
            return true;
        });
    }
}
