package io.credence.risk.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarBuilder;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapeBreakTest {

    private static final BarSpec MINUTE = BarSpec.parse("1m");
    private static final Instant START = Instant.ofEpochSecond(1_385_337_600);
    private static final Instant BREAK = START.plusSeconds(60 * 50);
    private static final int BARS = 100;

    @TempDir
    Path folder;

    private TradeTape tape;

    /** A seeded walk about 100,000, four trades a minute: a tick is a ten-millionth of that. */
    @BeforeEach
    void writeTape() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder csv = new StringBuilder("timestamp,price,amount\n");
        double price = 100_000;
        for (int second = 0; second < 60 * BARS; second += 15) {
            price *= Math.exp(0.001 * random.nextGaussian());
            csv.append(START.getEpochSecond() + second)
                    .append(',')
                    .append(price)
                    .append(",1\n");
        }
        tape = TradeTape.file(Files.writeString(folder.resolve("tape.csv"), csv));
    }

    @Test
    void volatilityMultipliesEveryBarsReturnFromTheBreakOnAndNoneBefore() {
        assertReturns("vol:3x", before -> 3 * before);
    }

    @Test
    void skewMultipliesNegativeReturnsOnly() {
        assertReturns("skew:3x", before -> before < 0 ? 3 * before : before);
    }

    @Test
    void biasIsAddedToEveryBarsReturn() {
        assertReturns("bias:-0.2%", before -> before - 0.2);
    }

    private void assertReturns(String text, java.util.function.DoubleUnaryOperator expected) {
        List<Bar> whole = bars(tape);
        List<Bar> broken = bars(broken(text));
        for (int i = 1; i < BARS; i++) {
            double before = percent(whole, i);
            double wanted = i < 50 ? before : expected.applyAsDouble(before);
            assertThat(percent(broken, i)).as("bar %d", i).isCloseTo(wanted, within(1e-4));
        }
    }

    @Test
    void pricesAreWholeTicksAndPositiveHoweverFarTheyFall() throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,price,amount\n");
        for (int i = 0; i < 100; i++) {
            csv.append(START.getEpochSecond() + 60 * i)
                    .append(',')
                    .append(100 * Math.pow(0.9, i))
                    .append(",1\n");
        }
        TradeTape crash = TradeTape.file(Files.writeString(folder.resolve("crash.csv"), csv));
        TradeTape broken = TapeBreak.parse("skew:10x").apply(crash, BREAK, MINUTE);
        for (int i = 50; i < 100; i++) {
            double ticks = broken.get(i).price() * 100;
            assertThat(ticks).isGreaterThanOrEqualTo(1).isCloseTo(Math.rint(ticks), within(1e-9));
        }
    }

    @Test
    void aGapHasNoTradesAndAStalePriceStandsStillForItsTime() {
        TradeTape gap = broken("gap:10m");
        assertThat(gap.rows()).isEqualTo(tape.rows() - 40);
        TradeTape stale = broken("stale:10m");
        assertThat(stale.rows()).isEqualTo(tape.rows());
        double last = tape.get(199).price();
        for (int i = 200; i < 240; i++) {
            assertThat(stale.get(i).price()).isCloseTo(last, within(0.006));
        }
        assertThat(stale.get(240)).isEqualTo(tape.get(240));
        assertThat(gap.get(200).eventTime()).isEqualTo(BREAK.plus(Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vol",
                "vol:",
                "vol:3",
                "vol:3%",
                "vol:-3x",
                "vol:0x",
                "vol:11x",
                "vol:1e1x",
                "VOL:3x",
                "crash:3x",
                "skew:NaNx",
                "bias:2%",
                "gap:0m",
                "gap:1441m",
                " vol:3x"
            })
    void whatIsNoBreakIsRefusedWithWhatIsAllowed(String text) {
        assertThatThrownBy(() -> TapeBreak.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("break is")
                .hasMessageContaining("from");
    }

    @Test
    void readsBackWhatItWrites() {
        for (String text : List.of("vol:3x", "skew:0.5x", "bias:-0.1%", "gap:30m", "stale:30m")) {
            assertThat(TapeBreak.parse(text)).hasToString(text);
        }
    }

    @Test
    void thePlaybillBreaksItsTapeHalfWayThroughTheStream() {
        Playbill bill = new Playbill(tape, MINUTE);
        Instant middle = bill.middle();
        assertThat(middle).isEqualTo(START.plusSeconds(60 * 69));
        Playbill broken = bill.broken(TapeBreak.parse("vol:3x"));
        assertThat(broken.history(0, Integer.MAX_VALUE)).isEqualTo(bill.history(0, Integer.MAX_VALUE));
        assertThat(broken.streamed()).isEqualTo(bill.streamed());
        List<Double> moved = new ArrayList<>();
        broken.stream().forEachRemaining(played -> {
            if (!played.trade().eventTime().isBefore(middle)) {
                moved.add(played.trade().price());
            }
        });
        assertThat(moved)
                .hasSize(4 * 31)
                .doesNotContain(tape.get(tape.rows() - 1).price());
    }

    private TradeTape broken(String text) {
        return TapeBreak.parse(text).apply(tape, BREAK, MINUTE);
    }

    private static List<Bar> bars(TradeTape tape) {
        BarBuilder builder =
                BarBuilder.of(new Instrument(TradeTape.INSTRUMENT, 0.01, TradingCalendar.ALWAYS_OPEN), MINUTE);
        for (int i = 0; i < tape.rows(); i++) {
            builder.offer(tape.get(i));
        }
        return builder.closeThrough(START.plusSeconds(60 * BARS));
    }

    private static double percent(List<Bar> bars, int i) {
        return 100 * Math.log(bars.get(i).close() / bars.get(i - 1).close());
    }
}
