package io.credence.forecasting.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.evaluation.SharedData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesReaderTest {

    @TempDir
    private Path folder;

    private SeriesReader.Outcome read(String... lines) {
        return SeriesReader.of(PriceFile.ofPrices(write(lines))).read();
    }

    private ReturnSeries only(String... lines) {
        SeriesReader.Outcome outcome = read(lines);
        assertThat(outcome.refused()).isEmpty();
        return outcome.series().getFirst();
    }

    private String refusal(String... lines) {
        SeriesReader.Outcome outcome = read(lines);
        assertThat(outcome.series()).isEmpty();
        return outcome.refused().get("prices");
    }

    private Path write(String... lines) {
        try {
            return Files.write(folder.resolve("prices.csv"), List.of(lines));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void returnsAreLogarithmicInPercent() {
        ReturnSeries series = only("timestamp,close", "2020-01-01,100", "2020-01-02,110", "2020-01-03,110");
        assertThat(series.instrument()).isEqualTo("prices");
        assertThat(series.returns()).containsExactly(new double[] {100 * Math.log(1.1), 0}, within(1e-12));
        assertThat(series.ranges()).isEmpty();
        assertThat(series.repairs().total()).isZero();
        assertThat(series.before(Instant.parse("2020-01-03T00:00:00Z"))).isEqualTo(1);
    }

    @Test
    void unsortedAndRepeatedRowsAreRepairedAndCounted() {
        ReturnSeries series =
                only("timestamp,close", "2020-01-02,110", "2020-01-01,100", "2020-01-03,121", "2020-01-03,121");
        assertThat(series.returns()).hasSize(2);
        assertThat(series.repairs().unsorted()).isEqualTo(1);
        assertThat(series.repairs().repeated()).isEqualTo(1);
    }

    @Test
    void contradictingRowsAreRefusedWithRowAndValue() {
        assertThat(refusal("timestamp,close", "2020-01-01,100", "2020-01-02,110", "2020-01-02,111"))
                .contains("row 4", "2020-01-02", "111.0", "row 3", "110.0", "Maybe");
    }

    @Test
    void missingAndZeroClosesAreDroppedAndSpanned() {
        ReturnSeries series = only(
                "timestamp,close", "2020-01-01,100", "2020-01-02,", "2020-01-03,0", "2020-01-04,.", "2020-01-05,121");
        assertThat(series.returns()).containsExactly(new double[] {100 * Math.log(1.21)}, within(1e-12));
        assertThat(series.repairs().missing()).isEqualTo(3);
    }

    @Test
    void aNegativeCloseIsRefused() {
        assertThat(refusal("timestamp,close", "2020-01-01,10", "2020-04-20,-37.63"))
                .contains("row 3", "-37.63", "positive", "Maybe");
    }

    @Test
    void aYearsGapIsNoReturn() {
        ReturnSeries series =
                only("timestamp,close", "2020-01-01,100", "2020-01-02,101", "2021-01-05,150", "2021-01-06,151");
        assertThat(series.returns()).hasSize(2);
        assertThat(series.repairs().longGaps()).isEqualTo(1);
    }

    @Test
    void aCrazyPrintIsCountedAndLeftAlone() {
        String[] lines = new String[103];
        lines[0] = "timestamp,close";
        double price = 100;
        for (int i = 1; i < lines.length; i++) {
            price *= i % 2 == 0 ? 1.004 : 0.996;
            lines[i] = Instant.EPOCH.plusSeconds(86_400L * i).toString() + "," + (i == 80 ? 1.1 * price : price);
        }
        ReturnSeries series = only(lines);
        assertThat(series.repairs().suspiciousPrints()).isEqualTo(1);
        assertThat(series.repairs().total()).isZero();
        assertThat(series.returns()[78]).isGreaterThan(9);
    }

    @Test
    void aConstantSeriesIsRefused() {
        assertThat(refusal("timestamp,close", "2020-01-01,5", "2020-01-02,5", "2020-01-03,5"))
                .contains("prices", "never moves", "3 rows");
    }

    @Test
    void rangesComeFromWholeRows() {
        String[] lines = new String[22];
        lines[0] = "timestamp,instrument,open,high,low,close,volume";
        for (int i = 1; i < lines.length; i++) {
            lines[i] = "2020-01-%02d,X,%d,%d,%d,%d,0".formatted(i, 100 + i, 103 + i, 99 + i, 101 + i);
        }
        lines[5] = "2020-01-05,X,105,,104,106,0";
        SeriesReader.Outcome outcome = read(lines);
        ReturnSeries series = outcome.series().getFirst();
        double night = Math.log(103.0 / 103);
        double width = Math.log(106.0 / 102);
        double body = Math.log(104.0 / 103);
        double expected = 1e4 * (night * night + 0.5 * width * width - (2 * Math.log(2) - 1) * body * body);
        assertThat(series.ranges()[1]).isCloseTo(expected, within(1e-9));
        assertThat(series.repairs().brokenRanges()).isEqualTo(1);
        assertThat(series.ranges()[3]).isCloseTo(series.returns()[3] * series.returns()[3], within(1e-12));
    }

    @Test
    void whatIsNoNumberIsRefusedWithItsRow() {
        Path file = write("timestamp,close", "2020-01-01,100", "2020-01-02,1o1");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> SeriesReader.of(PriceFile.ofPrices(file)).read())
                .withMessageContaining("row 3")
                .withMessageContaining("1o1");
    }

    @Test
    void aWrongDateOrHeaderIsRefused() {
        Path dates = write("timestamp,close", "01/02/2020,100");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> SeriesReader.of(PriceFile.ofPrices(dates)).read())
                .withMessageContaining("row 2")
                .withMessageContaining("01/02/2020");
        Path header = write("date,return_pct", "2020-01-01,1");
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> SeriesReader.of(PriceFile.ofPrices(header)).read())
                .withMessageContaining("--returns");
    }

    @Test
    void anInstrumentMistypedGetsASuggestion() {
        Path file = write("timestamp,instrument,close", "2020-01-01,AAPL,1", "2020-01-01,MSFT,1");
        PriceFile typed = PriceFile.ofPrices(file).withInstruments(Set.of("APPL"));
        assertThatExceptionOfType(BadDataException.class)
                .isThrownBy(() -> SeriesReader.of(typed).read())
                .withMessageContaining("Maybe 'AAPL'?");
    }

    @Test
    void returnsNeedNoTimestampAndMayStandSideBySide() throws IOException {
        Path file = folder.resolve("returns.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("gm,sp\n1.5,-2\n0.0,3\n".getBytes(StandardCharsets.UTF_8));
        }
        List<ReturnSeries> series = SeriesReader.of(PriceFile.ofReturns(file))
                .withZeroReturnsDropped(true)
                .read()
                .series();
        assertThat(series).extracting(ReturnSeries::instrument).containsExactly("gm", "sp");
        assertThat(series.get(0).returns()).containsExactly(1.5);
        assertThat(series.get(0).repairs().zeroReturns()).isEqualTo(1);
        assertThat(series.get(1).returns()).containsExactly(-2, 3);
    }

    /** Lengths of golden/baselines_daily.csv: the second half of returns that are not zero. */
    @Test
    void realFilesHaveThePublishedNumberOfReturns() {
        assertThat(half("daily/sp500.csv", "sp500")).isEqualTo(2514);
        assertThat(half("daily/wti.csv", "wti")).isEqualTo(4093);
        assertThat(half("daily/exchange_rate.csv.gz", "AUD")).isEqualTo(3624);
        assertThat(half("daily/sp500_panel_2013_2018.csv.gz", "XOM")).isEqualTo(626);
    }

    private static int half(String name, String instrument) {
        ReturnSeries series = SeriesReader.of(
                        PriceFile.ofPrices(SharedData.file(name)).withInstruments(Set.of(instrument)))
                .withZeroReturnsDropped(true)
                .read()
                .series()
                .getFirst();
        return series.size() - series.size() / 2;
    }
}
