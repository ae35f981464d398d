package io.credence.forecasting.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarBuilderTest {

    private static final BarSpec MINUTE = BarSpec.parse("1m");
    private static final Instant START = Instant.parse("2013-11-25T00:00:00Z");
    private static final Instrument BTC = new Instrument("BTCUSD", 0.01, TradingCalendar.ALWAYS_OPEN);

    private static Trade trade(long sequence, long seconds, double price) {
        return new Trade("BTCUSD", "tape", sequence, START.plusSeconds(seconds), price, 1);
    }

    private static Instant at(long seconds) {
        return START.plusSeconds(seconds);
    }

    @Test
    void closesOnlyWhatTheWatermarkHasPassed() {
        BarBuilder builder = BarBuilder.of(BTC, MINUTE);
        builder.offer(trade(1, 5, 100));
        builder.offer(trade(2, 50, 90));
        builder.offer(trade(3, 59, 95));
        assertThat(builder.closeThrough(at(59))).isEmpty();
        assertThat(builder.closeThrough(at(60)))
                .containsExactly(new Bar("BTCUSD", START, at(60), 100, 100, 90, 95, 3, 3));
        assertThat(builder.closeThrough(at(60))).isEmpty();
    }

    @Test
    void emptyIntervalsCarryTheClose() {
        BarBuilder builder = BarBuilder.of(BTC, MINUTE);
        builder.offer(trade(1, 5, 100));
        builder.offer(trade(2, 185, 101));
        List<Bar> bars = builder.closeThrough(at(240));
        assertThat(bars).extracting(Bar::isEmpty).containsExactly(false, true, true, false);
        assertThat(bars.get(2)).isEqualTo(new Bar("BTCUSD", at(120), at(180), 100, 100, 100, 100, 0, 0));
    }

    @Test
    void eachTickHasItsFate() {
        BarBuilder builder = BarBuilder.of(BTC, MINUTE);
        assertThat(builder.offer(trade(1, 5, 100))).isEqualTo(Fate.ACCEPTED);
        assertThat(builder.offer(trade(1, 6, 101))).isEqualTo(Fate.REPEATED);
        assertThat(builder.offer(trade(2, 5, 100)))
                .as("equal values under another number")
                .isEqualTo(Fate.ACCEPTED);
        assertThat(builder.offer(new Quote("BTCUSD", "quotes", 1, at(7), 101, 100)))
                .isEqualTo(Fate.CROSSED);
        builder.closeThrough(at(60));
        assertThat(builder.offer(trade(3, 59, 100))).isEqualTo(Fate.LATE);
        assertThat(builder.offer(trade(3, 59, 100))).isEqualTo(Fate.REPEATED);
    }

    @Test
    void weekendsHaveNoBars() {
        Instrument index = new Instrument("BTCUSD", 0.01, TradingCalendar.WEEKDAYS);
        BarBuilder builder = BarBuilder.of(index, BarSpec.parse("1d"));
        Instant friday = Instant.parse("2013-11-29T12:00:00Z");
        builder.offer(new Trade("BTCUSD", "tape", 1, friday, 100, 1));
        assertThat(builder.offer(new Trade("BTCUSD", "tape", 2, friday.plus(Duration.ofDays(1)), 100, 1)))
                .isEqualTo(Fate.CLOSED);
        assertThat(builder.closeThrough(Instant.parse("2013-12-03T00:00:00Z")))
                .extracting(Bar::start)
                .containsExactly(Instant.parse("2013-11-29T00:00:00Z"), Instant.parse("2013-12-02T00:00:00Z"));
    }

    @Test
    void goesOnAfterABarOfThePast() {
        Bar last = new Bar("BTCUSD", START, at(60), 99, 99, 99, 99, 1, 1);
        BarBuilder builder = BarBuilder.after(BTC, MINUTE, last);
        assertThat(builder.offer(trade(1, 59, 100))).isEqualTo(Fate.LATE);
        builder.offer(trade(2, 130, 101));
        assertThat(builder.closeThrough(at(180))).extracting(Bar::close).containsExactly(99.0, 101.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void orderOfArrivalAndCutsDoNotMatter(long seed) {
        Random random = new Random(seed);
        List<Trade> ticks = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            ticks.add(trade(i, random.nextInt(1800), 100 + random.nextInt(50)));
        }
        BarBuilder one = BarBuilder.of(BTC, MINUTE);
        ticks.forEach(one::offer);
        Collections.shuffle(ticks, random);
        BarBuilder other = BarBuilder.of(BTC, MINUTE);
        for (Trade tick : ticks) {
            other.offer(tick);
            other = random.nextBoolean() ? other.copy() : BarBuilder.decode(BTC, MINUTE, other.encode());
        }
        assertThat(other.closeThrough(at(1800))).isEqualTo(one.closeThrough(at(1800)));
        assertThat(other.encode()).isEqualTo(one.encode());
    }

    @Test
    void aCopyIsIndependent() {
        BarBuilder builder = BarBuilder.of(BTC, MINUTE);
        builder.offer(trade(1, 5, 100));
        BarBuilder copy = builder.copy();
        copy.offer(trade(2, 6, 200));
        assertThat(builder.closeThrough(at(60)).getFirst().high()).isEqualTo(100);
        assertThat(copy.closeThrough(at(60)).getFirst().high()).isEqualTo(200);
    }
}
