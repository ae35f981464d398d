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
        Playbill bill = new Playbill(tape, MINUTE);
        List<Trade> streamed = streamed(bill);
        int inHistory =
                bill.history(0, Integer.MAX_VALUE).stream().mapToInt(Bar::ticks).sum();
        assertThat(inHistory + streamed.size()).isEqualTo(100);
        assertThat(streamed.getFirst().sequence()).isEqualTo(inHistory + 1);
        assertThat(bill.streamed()).isEqualTo(streamed.size());
    }

    @Test
    void historyIsTheFirstTwoFifthsCutBackToAWholeBar() {
        Playbill bill = new Playbill(tape, MINUTE);
        // Row 41 comes 287 s after the first minute's start, in the bar that starts at 240 s.
        assertThat(bill.historyEnd()).isEqualTo(Instant.ofEpochSecond(1_385_337_600 + 240));
        List<Bar> history = bill.history(0, Integer.MAX_VALUE);
        assertThat(history).hasSize(4);
        assertThat(history.getLast().end()).isEqualTo(bill.historyEnd());
        assertThat(streamed(bill).getFirst().sequence()).isEqualTo(35);
    }

    @Test
    void namesPlayTheTapeOneAfterTheOther() {
        Playbill bill = many(4);
        assertThat(bill.instruments())
                .extracting(Instrument::name)
                .containsExactly("SYM0001", "SYM0002", "SYM0003", "SYM0004");
        List<Trade> streamed = streamed(bill);
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

    /** Else the bars of all partitions would be due at one moment. */
    @Test
    void clocksOfPartitionsDifferAndNamesOfOneShareIts() {
        Playbill bill = new Playbill(tape, MINUTE, 4, new Playbill.Clocks(2, name -> name.equals("SYM0001") ? 0 : 1));
        bill.stream().forEachRemaining(played -> {
            int partition = played.trade().instrument().equals("SYM0001") ? 0 : 1;
            assertThat(Duration.between(played.due(), played.trade().eventTime()))
                    .isEqualTo(Duration.ofSeconds(30L * partition));
        });
        assertThat(bill.history(0, Integer.MAX_VALUE).getLast().end()).isEqualTo(bill.historyEnd());
    }

    @Test
    void everythingIsPlayedInTheOrderInWhichItIsDue() {
        List<Instant> due = new ArrayList<>();
        many(4).stream().forEachRemaining(played -> due.add(played.due()));
        assertThat(due).isSorted();
    }

    @Test
    void everyNameHasEachRowOnce() {
        Playbill bill = many(3);
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
        Playbill bill = many(3);
        List<Bar> whole = bill.history(1, Integer.MAX_VALUE);
        assertThat(bill.history(1, 2)).isEqualTo(whole.subList(whole.size() - 2, whole.size()));
    }

    @Test
    void theCurtainFallsAfterTheLastBarOfEveryName() {
        Playbill bill = many(4);
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

    private Playbill many(int names) {
        return new Playbill(tape, MINUTE, names, new Playbill.Clocks(1, name -> 0));
    }

    private static List<Trade> streamed(Playbill bill) {
        List<Trade> all = new ArrayList<>();
        bill.stream().forEachRemaining(played -> all.add(played.trade()));
        return all;
    }
}
