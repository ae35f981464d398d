package io.credence.risk.persistence;

import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.ReplayQueries;
import java.time.Instant;
import java.util.Optional;

/** What a stored forecast was computed from, of PostgreSQL or TimescaleDB. Safe for use by several threads. */
public final class JdbcReplayQueries implements ReplayQueries {

    private static final String FIRST_IN_CHARGE = """
            select * from forecast
            where instrument = ? and spec = ? and lane = ? and horizon = ? and origin <= ? and origin > coalesce(
              (select max(origin) from forecast
               where instrument = ? and spec = ? and lane = ? and horizon = ? and origin < ? and model_version <> ?),
              '-infinity')
            order by origin limit 1""";

    private static final String CUT = """
            select exists (select 1 from retention_cut) and not exists (select 1 from forecast
              where instrument = ? and spec = ? and lane = ? and horizon = ? and origin < ?) as cut""";

    private static final String SNAPSHOT = """
            select bar_end, closed from state_snapshot
            where instrument = ? and spec = ? and model_version = ? and bar_end >= ? and bar_end < ?
            order by bar_end desc limit 1""";

    private final Connections connections;

    public JdbcReplayQueries(Connections connections) {
        this.connections = connections;
    }

    @Override
    public ForecastRow firstInCharge(ForecastRow forecast) {
        ForecastKey key = forecast.key();
        Query first = new Query(
                FIRST_IN_CHARGE,
                key.instrument(),
                key.spec(),
                key.lane(),
                key.horizon(),
                key.origin(),
                key.instrument(),
                key.spec(),
                key.lane(),
                key.horizon(),
                key.origin(),
                forecast.modelVersion());
        return connections.ask(connection -> first.only(connection, ForecastTable::forecast));
    }

    @Override
    public boolean isCut(ForecastRow forecast) {
        ForecastKey key = forecast.key();
        Query cut = new Query(CUT, key.instrument(), key.spec(), key.lane(), key.horizon(), key.origin());
        return connections.ask(connection -> cut.only(connection, row -> row.getBoolean("cut")));
    }

    @Override
    public Optional<Snapshot> snapshot(ForecastRow forecast, Instant since, Instant before) {
        ForecastKey key = forecast.key();
        Query newest = new Query(SNAPSHOT, key.instrument(), key.spec(), forecast.modelVersion(), since, before);
        return connections.ask(connection ->
                newest.first(connection, row -> new Snapshot(Rows.instant(row, "bar_end"), row.getBytes("closed"))));
    }
}
