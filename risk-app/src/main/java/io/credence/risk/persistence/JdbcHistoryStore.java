package io.credence.risk.persistence;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.risk.port.HistoryStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Instruments and bars in PostgreSQL or TimescaleDB. Safe for use by several threads. */
public final class JdbcHistoryStore implements HistoryStore {

    private static final String SAVE = """
            insert into instrument (name, tick_size, calendar) values (?, ?, ?)
            on conflict (name) do update set tick_size = excluded.tick_size, calendar = excluded.calendar""";

    private static final String BARS = """
            select * from bar where instrument = ? and spec = ? and bar_end > ? and bar_end <= ? order by bar_end""";

    private static final String LAST = """
            select * from bar where instrument = ? and spec = ? and bar_end <= ? order by bar_end desc limit ?""";

    private static final String NEWEST = """
            select bar_end from bar where instrument = ? and spec = ? order by bar_end desc limit 1""";

    /** Bars that are sent in one statement. */
    private static final int CHUNK = 10_000;

    private final Connections connections;
    private final Partitions partitions;

    public JdbcHistoryStore(Connections connections) {
        this.connections = connections;
        this.partitions = new Partitions(connections);
    }

    @Override
    public void save(Instrument instrument) {
        Query save = new Query(
                SAVE,
                instrument.name(),
                instrument.tickSize(),
                instrument.calendar().toString());
        connections.ask(save::update);
    }

    @Override
    public List<Instrument> instruments() {
        return connections.ask(connection ->
                new Query("select * from instrument order by name").list(connection, JdbcHistoryStore::of));
    }

    private static Instrument of(ResultSet row) throws SQLException {
        return new Instrument(
                row.getString("name"), row.getDouble("tick_size"), TradingCalendar.parse(row.getString("calendar")));
    }

    @Override
    public List<Bar> bars(String instrument, String spec, Instant after, Instant until) {
        return connections.ask(
                connection -> new Query(BARS, instrument, spec, after, until).list(connection, Rows::bar));
    }

    @Override
    public List<Bar> lastBars(String instrument, String spec, Instant until, int count) {
        return connections
                .ask(connection -> new Query(LAST, instrument, spec, until, count).list(connection, Rows::bar))
                .reversed();
    }

    @Override
    public Optional<Instant> newest(String instrument, String spec) {
        return connections.ask(connection ->
                new Query(NEWEST, instrument, spec).first(connection, row -> Rows.instant(row, "bar_end")));
    }

    @Override
    public void append(String spec, List<Bar> bars) {
        partitions.ensure("bar", bars, Bar::end);
        connections.inTransaction(connection -> {
            for (int i = 0; i < bars.size(); i += CHUNK) {
                List<Bar> chunk = bars.subList(i, Math.min(i + CHUNK, bars.size()));
                BatchTables.BARS.of(BatchTables.bars(spec, chunk), true).update(connection);
            }
            return bars.size();
        });
    }
}
