package io.credence.risk.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.Trade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybillTest {

    private static final BarSpec MINUTE = BarSpec.parse("1m");

    @TempDir
    Path folder;

    private TradeTape tape;

    /** 100 trades, one every 7 seconds, priced by their row. */
    @BeforeEach
    void writeTape() throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,price,amount\n");
        for (int row = 1; row <= 100; row++) {
            csv.append(1_385_337_600 + 7 * row).append(',').append(row).append(",1\n");
        }
        tape = TradeTape.file(Files.writeString(folder.resolve("tape.csv"), csv));
    }

    @Test
    void everyRowIsInTheHistoryOrInTheStream() {
        Playbill bill = new Playbill(tape, MINUTE, 1);
        List<Trade> streamed = streamed(bill);
        int inHistory =
                bill.history(0, Integer.MAX_VALUE).stream().mapToInt(Bar::ticks).sum();
        assertThat(inHistory + streamed.size()).isEqualTo(100);
        assertThat(streamed.getFirst().sequence()).isEqualTo(inHistory + 1);
        assertThat(bill.streamed()).isEqualTo(streamed.size());
    }

    @Test
    void historyIsTheFirstTwoFifthsCutBackToAWholeBar() {
        Playbill bill = new Playbill(tape, MINUTE, 1);
        // Row 41 comes 287 s after the first minute's start, in the bar that starts at 240 s.
        assertThat(bill.historyEnd()).isEqualTo(Instant.ofEpochSecond(1_385_337_600 + 240));
        List<Bar> history = bill.history(0, Integer.MAX_VALUE);
        assertThat(history).hasSize(4);
        assertThat(history.getLast().end()).isEqualTo(bill.historyEnd());
        assertThat(streamed(bill).getFirst().sequence()).isEqualTo(35);
    }

    @Test
    void clocksOfManyNamesAreShiftedEvenlyAndPlayedInTheirOrder() {
        Playbill bill = new Playbill(tape, MINUTE, 4);
        assertThat(bill.instruments())
                .extracting(Instrument::name)
                .containsExactly("SYM0001", "SYM0002", "SYM0003", "SYM0004");
        List<Trade> streamed = streamed(bill);
        assertThat(streamed).isSortedAccordingTo((a, b) -> a.eventTime().compareTo(b.eventTime()));
        for (int k = 0; k < 4; k++) {
            String name = bill.instruments().get(k).name();
            Trade last = streamed.stream()
                    .filter(trade -> trade.instrument().equals(name))
                    .toList()
                    .getLast();
            assertThat(last.eventTime()).isEqualTo(Instant.ofEpochSecond(1_385_337_600 + 700 + 15L * k));
            assertThat(last.price()).isEqualTo(100);
        }
    }

    @Test
    void everyNameHasEachRowOnce() {
        Playbill bill = new Playbill(tape, MINUTE, 3);
        List<Trade> streamed = streamed(bill);
        assertThat(bill.streamed()).isEqualTo(streamed.size());
        for (int k = 0; k < 3; k++) {
            String name = bill.instruments().get(k).name();
            long played = streamed.stream()
                    .filter(trade -> trade.instrument().equals(name))
                    .count();
            int inHistory = bill.history(k, Integer.MAX_VALUE).stream()
                    .mapToInt(Bar::ticks)
                    .sum();
            assertThat(played + inHistory).isEqualTo(100);
        }
    }

    @Test
    void aShortHistoryIsTheEndOfTheWholeOne() {
        Playbill bill = new Playbill(tape, MINUTE, 3);
        List<Bar> whole = bill.history(1, Integer.MAX_VALUE);
        assertThat(bill.history(1, 2)).isEqualTo(whole.subList(whole.size() - 2, whole.size()));
    }

    @Test
    void theCurtainFallsAfterTheLastBarOfEveryName() {
        Playbill bill = new Playbill(tape, MINUTE, 4);
        Trade last = streamed(bill).getLast();
        Instant end = MINUTE.startOf(last.eventTime()).plus(MINUTE.length());
        assertThat(bill.curtain(Duration.ofSeconds(2))).isAfterOrEqualTo(end.plusSeconds(2));
    }

    @Test
    void refusesATapeThatIsOutOfOrder() throws IOException {
        Path file =
                Files.writeString(folder.resolve("back.csv"), "timestamp,price,size\n1385337660,1,1\n1385337600,1,1\n");
        assertThatThrownBy(() -> TradeTape.file(file))
                .hasMessageContaining("row 2")
                .hasMessageContaining("in order of time");
    }

    private static List<Trade> streamed(Playbill bill) {
        List<Trade> all = new ArrayList<>();
        bill.stream().forEachRemaining(all::add);
        return all;
    }
}
