package io.credence.risk.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.market.PriceTick;
import io.credence.forecasting.market.Quote;
import io.credence.forecasting.market.Trade;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTicksTest {

    private static final Instant TIME = Instant.parse("2013-11-25T00:00:13Z");
    private static final String TRADES = "timestamp,instrument,price,size\n";

    @TempDir
    Path folder;

    @Test
    void readsTradesAndNumbersTheirRows() {
        assertThat(
                        read(
                                TRADES
                                        + "1385337613,BTCUSD,800.05,0.25\r\n\n1385337613000,BTCUSD,801,0\n2013-11-25T00:00:13Z,ETH,1,2"))
                .containsExactly(
                        new Trade("BTCUSD", "feed", 1, TIME, 800.05, 0.25),
                        new Trade("BTCUSD", "feed", 2, TIME, 801, 0),
                        new Trade("ETH", "feed", 3, TIME, 1, 2));
    }

    @Test
    void readsQuotesInAnyOrderOfColumns() {
        assertThat(read("ask,Instrument,venue,bid,timestamp\n801.5,\"BTCUSD\",x,800.5,1385337613\n"))
                .containsExactly(new Quote("BTCUSD", "feed", 1, TIME, 800.5, 801.5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1385337613,BTCUSD,abc,1        | line 3: price is 'abc'
            1385337613,BTCUSD,NaN,1        | line 3: price is NaN
            1385337613,BTCUSD,-5,1         | line 3: price is -5.0
            1385337613,BTCUSD,0,1          | line 3: price is 0.0
            1385337613,BTCUSD,5,-1         | line 3: size is -1.0
            1385337613,,5,1                | line 3: instrument is blank
            yesterday,BTCUSD,5,1           | line 3: timestamp is 'yesterday'
            2013-11-25T00:00:13,BTCUSD,5,1 | line 3: timestamp is '2013-11-25T00:00:13'
            1385337613,BTCUSD,5            | line 3: 3 fields; the header has 4
            """)
    void refusesABadLineByItsNumberAndValue(String line, String message) {
        assertThatThrownBy(() -> read(TRADES + "1385337613,BTCUSD,800.05,0.25\n" + line + "\n"))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            timestamp,instrument,price     | column size is missing
            timestamp,instrument,bid,price | column ask is missing
            timestamp,price,size           | column instrument is missing
            a;b;c                          | column timestamp, instrument, price, size is missing
            """)
    void namesMissingColumnsAndThoseThatWereFound(String header, String message) {
        assertThatThrownBy(() -> read(header + "\n1,2,3\n"))
                .isInstanceOf(TapeException.class)
                .hasMessageContainingAll(message, "'" + header.strip() + "'", "timestamp,instrument,bid,ask");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "   \n"})
    void refusesAnEmptyFile(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("file.csv is empty");
    }

    @Test
    void refusesAHeaderWithoutRows() {
        assertThatThrownBy(() -> read(TRADES + "\n\n")).hasMessageContaining("no rows after its header");
    }

    @Test
    void refusesALongLineWithoutReadingIt() {
        AtomicLong given = new AtomicLong();
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return given.getAndIncrement() < 1_000_000_000L ? '1' : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) '1');
                given.addAndGet(length);
                return length;
            }
        };
        assertThatThrownBy(() -> CsvTicks.read("file.csv", endless, null, "feed"))
                .hasMessageContaining("line 1: longer than 65536 bytes");
        assertThat(given.get()).isLessThan(1_000_000);
    }

    @Test
    void acceptsALineOfTheLargestLength() {
        String padding = " ".repeat(BoundedLines.MAX_BYTES - "1385337613,BTCUSD,1,1".length());
        assertThat(read(TRADES + "1385337613,BTCUSD,1,1" + padding + "\n")).hasSize(1);
    }

    @Test
    void unpacksGzipAndCountsItsBytes() throws IOException {
        Path file = folder.resolve("ticks.csv.gz");
        Files.write(file, gzip(TRADES + "1385337613,BTCUSD,1,1\n"));
        ByteCounter counter = new ByteCounter();
        try (CsvTicks ticks = CsvTicks.open(file, counter, null, "feed")) {
            assertThat(all(ticks)).hasSize(1);
        }
        assertThat(counter.bytes()).isEqualTo(Files.size(file));
    }

    @Test
    void refusesBrokenGzip() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.gz"), TRADES);
        assertThatThrownBy(() -> CsvTicks.open(plain, new ByteCounter(), null, "feed"))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("plain.gz");
        byte[] whole = gzip(TRADES + "1385337613,BTCUSD,1,1\n".repeat(1000));
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> all(CsvTicks.open(cut, new ByteCounter(), null, "feed")))
                .isInstanceOf(TapeException.class)
                .hasMessageContaining("compressed data are broken");
    }

    @Test
    void saysWhichFileIsNotThere() {
        assertThatThrownBy(() -> CsvTicks.open(folder.resolve("none.csv"), new ByteCounter(), null, "feed"))
                .hasMessageContaining("there is no file")
                .hasMessageContaining("none.csv");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<PriceTick> read(String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return all(CsvTicks.read("file.csv", in, null, "feed"));
    }

    private static List<PriceTick> all(CsvTicks ticks) {
        List<PriceTick> all = new ArrayList<>();
        for (PriceTick tick = ticks.next(); tick != null; tick = ticks.next()) {
            all.add(tick);
        }
        return all;
    }
}
