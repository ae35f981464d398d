package io.credence.risk.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.credence.forecasting.market.Bar;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.port.ScoreRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.UUID;

/** What risk desks ask, of PostgreSQL or TimescaleDB. Safe for use by several threads. */
public final class JdbcRiskQueries implements RiskQueries {

    /** Finds the horizons by stepping through the key's index, then the newest forecast of each. */
    private static final String LATEST = """
            with recursive h as (
              select (select min(horizon) from forecast where instrument = ? and spec = ? and lane = ?) as horizon
              union all
              select (select min(horizon) from forecast
                where instrument = ? and spec = ? and lane = ? and horizon > h.horizon)
              from h where h.horizon is not null)
            select f.* from h cross join lateral (
              select * from forecast
              where instrument = ? and spec = ? and lane = ? and horizon = h.horizon order by origin desc limit 1) f
            order by f.horizon""";

    private static final String RANGE = """
            where instrument = ? and spec = ? and lane = ? and horizon = ? and origin > ? and origin <= ?
            order by origin limit ?""";

    private static final String BARS = """
            select * from bar where instrument = ? and spec = ? and bar_end > ? and bar_end <= ?
            order by bar_end desc limit ?""";

    private static final String MONITORS = """
            select distinct on (instrument, lane, horizon) * from calibration where spec = ?
            order by instrument, lane, horizon, at desc""";

    private static final String PITS = """
            select asked.instrument, s.origin, s.pit
            from unnest(?) as asked(instrument) cross join lateral (
              select origin, pit from score
              where instrument = asked.instrument and spec = ? and lane = ? and horizon = ?
              order by origin desc limit ?) s""";

    private final Connections connections;

    public JdbcRiskQueries(Connections connections) {
        this.connections = connections;
    }

    @Override
    public List<ForecastRow> latest(String instrument, String spec) {
        String lane = ForecastKey.CHAMPION;
        Query latest = new Query(LATEST, instrument, spec, lane, instrument, spec, lane, instrument, spec, lane);
        return connections.ask(connection -> latest.list(connection, ForecastTable::forecast));
    }

    @Override
    public List<ForecastRow> forecasts(
            String instrument, String spec, int horizon, Instant after, Instant until, int limit) {
        Query range = range("select * from forecast ", instrument, spec, horizon, after, until, limit);
        return connections.ask(connection -> range.list(connection, ForecastTable::forecast));
    }

    @Override
    public List<ScoreRow> scores(String instrument, String spec, int horizon, Instant after, Instant until, int limit) {
        Query range = range("select * from score ", instrument, spec, horizon, after, until, limit);
        return connections.ask(connection -> range.list(connection, ForecastTable::score));
    }

    private static Query range(
            String select, String instrument, String spec, int horizon, Instant after, Instant until, int limit) {
        return new Query(select + RANGE, instrument, spec, ForecastKey.CHAMPION, horizon, after, until, limit);
    }

    @Override
    public Optional<ForecastRow> forecast(UUID id) {
        return connections.ask(connection ->
                new Query("select * from forecast where id = ?", id).first(connection, ForecastTable::forecast));
    }

    @Override
    public Map<String, List<StoredPit>> pits(List<String> instruments, String spec, int horizon, int count) {
        String[] names = instruments.toArray(String[]::new);
        Query pits = new Query(PITS, names, spec, ForecastKey.CHAMPION, horizon, count);
        return connections.ask(connection -> pits.list(connection, ForecastTable::pit)).stream()
                .collect(groupingBy(Entry::getKey, mapping(Entry::getValue, toList())));
    }

    @Override
    public List<Bar> bars(String instrument, String spec, Instant after, Instant until, int limit) {
        Query bars = new Query(BARS, instrument, spec, after, until, limit);
        return connections.ask(connection -> bars.list(connection, Rows::bar)).reversed();
    }

    @Override
    public Optional<Calibration> calibration(String instrument, String spec, int horizon, int window) {
        return connections.ask(connection -> Aggregates.calibration(instrument, spec, horizon, window)
                .first(connection, Aggregates::calibration)
                .filter(found -> found.count() > 0));
    }

    @Override
    public List<TrackRecord> trackRecord(String modelVersion, String spec, String lane) {
        return connections.ask(connection ->
                Aggregates.trackRecord(modelVersion, spec, lane).list(connection, Aggregates::trackRecord));
    }

    @Override
    public List<CalibrationRow> monitors(String spec) {
        return connections.ask(connection -> new Query(MONITORS, spec).list(connection, ForecastTable::monitor));
    }

    @Override
    public List<AlertRow> alerts(boolean openOnly, int limit) {
        String where = openOnly ? "where cleared_at is null " : "";
        Query alerts = new Query("select * from alert " + where + "order by raised_at desc, id limit ?", limit);
        return connections.ask(connection -> alerts.list(connection, AlertTable::row));
    }

    @Override
    public long championForecasts() {
        return connections.ask(
                connection -> new Query("select coalesce(sum(forecasts), 0) as stored from stream_position")
                        .only(connection, row -> row.getLong("stored")));
    }

    @Override
    public Totals totals(String spec) {
        return connections.ask(connection -> Aggregates.totals(spec).only(connection, Aggregates::totals));
    }

    @Override
    public String checksum(String spec) {
        return connections.inTransaction(connection -> Checksum.of(connection, spec));
    }
}
