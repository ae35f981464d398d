package io.credence.risk.persistence;

import static io.credence.risk.persistence.Sample.SPEC;
import static io.credence.risk.persistence.Sample.bar;
import static io.credence.risk.persistence.Sample.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.risk.testing.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcHistoryStoreIT {

    private Database database;
    private JdbcHistoryStore store;

    @BeforeEach
    void open() {
        database = Database.fresh();
        store = new JdbcHistoryStore(Connections.plain(database.address()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anInstrumentIsKeptOnceWithItsNewestTerms() {
        store.save(new Instrument("BTCUSD", 0.01, TradingCalendar.ALWAYS_OPEN));
        store.save(new Instrument("AAPL", 0.01, TradingCalendar.WEEKDAYS));
        store.save(new Instrument("BTCUSD", 0.5, TradingCalendar.ALWAYS_OPEN));

        assertThat(store.instruments())
                .containsExactly(
                        new Instrument("AAPL", 0.01, TradingCalendar.WEEKDAYS),
                        new Instrument("BTCUSD", 0.5, TradingCalendar.ALWAYS_OPEN));
    }

    @Test
    void aRangeIsOpenBelowAndClosedAbove() {
        store.append(SPEC, bars("A", 1, 5));
        store.append(SPEC, bars("B", 1, 5));

        assertThat(store.bars("A", SPEC, minute(2), minute(4))).containsExactly(bar("A", 3), bar("A", 4));
        assertThat(store.bars("A", "5m", minute(0), minute(9))).isEmpty();
    }

    @Test
    void theLastBarsComeInTimeOrder() {
        store.append(SPEC, bars("A", 1, 9));

        assertThat(store.lastBars("A", SPEC, minute(7), 3)).containsExactly(bar("A", 5), bar("A", 6), bar("A", 7));
        assertThat(store.newest("A", SPEC)).contains(minute(9));
        assertThat(store.newest("B", SPEC)).isEmpty();
    }

    @Test
    void barsThatExistAreLeftAlone() {
        store.append(SPEC, bars("A", 1, 2));
        Bar other = new Bar("A", minute(1), minute(2), 1, 1, 1, 1, 1, 1);
        store.append(SPEC, List.of(other, bar("A", 3)));

        assertThat(store.bars("A", SPEC, minute(0), minute(9))).containsExactly(bar("A", 1), bar("A", 2), bar("A", 3));
    }

    @Test
    void aHistoryMayReachFarBack() {
        Instant old = Instant.parse("1999-12-31T00:00:00Z");
        Bar first = new Bar("A", old.minusSeconds(60), old, 1, 1, 1, 1, 1, 1);
        store.append(SPEC, List.of(first, bar("A", 1)));

        assertThat(store.bars("A", SPEC, Instant.EPOCH, minute(9))).containsExactly(first, bar("A", 1));
    }

    @Test
    void moreBarsThanOneStatementTakesAllArrive() {
        store.append(SPEC, bars("A", 1, 20_001));

        assertThat(database.count("bar")).isEqualTo(20_001);
    }

    private static List<Bar> bars(String instrument, int first, int last) {
        return new ArrayList<>(IntStream.rangeClosed(first, last)
                .mapToObj(n -> bar(instrument, n))
                .toList());
    }
}
