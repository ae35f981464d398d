package io.credence.forecasting.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.credence.forecasting.dataset.PriceFile;
import io.credence.forecasting.dataset.ReturnSeries;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PanelFilesTest {

    private static final LocalDate START = LocalDate.of(2001, 1, 1);

    @TempDir
    private Path folder;

    private Path file(String name, int days, Predicate<LocalDate> kept) throws IOException {
        SplittableRandom random = new SplittableRandom(days);
        List<String> lines = new ArrayList<>(List.of("timestamp,close"));
        double price = 100;
        for (LocalDate day : START.datesUntil(START.plusDays(days)).filter(kept).toList()) {
            price *= Math.exp(0.01 * random.nextGaussian());
            lines.add(day + "," + price);
        }
        return Files.write(folder.resolve(name + ".csv"), lines);
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().getValue() <= 5;
    }

    /** Every day but the first of each month. */
    private Path plain(String name, int days) throws IOException {
        return file(name, days, day -> day.getDayOfMonth() > 1);
    }

    private static List<ReturnSeries> read(Path prices, Path... files) {
        return PanelFiles.read(List.of(files), PriceFile.ofPrices(prices), List.of("own"), false);
    }

    @Test
    void instrumentsOfAllFilesAreRead() throws IOException {
        List<ReturnSeries> beside = read(plain("own", 400), plain("first", 380), plain("second", 420));
        assertThat(beside.stream().map(ReturnSeries::instrument)).containsExactly("first", "second");
    }

    @Test
    void nominalDatesMeetNoOtherFile() throws IOException {
        Path own = plain("own", 400);
        Path nominal = file("nominal", 800, PanelFilesTest::isWeekday);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(own, nominal))
                .withMessageContaining("nominal.csv")
                .withMessageContaining("every weekday")
                .withMessageContaining("Maybe");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(nominal, own))
                .withMessageContaining("--prices");
        assertThat(read(nominal)).isEmpty();
    }

    @Test
    void aNameComesOnce() throws IOException {
        Path own = plain("own", 400);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(own, own))
                .withMessageContaining("instrument own")
                .withMessageContaining("Maybe rename it");
    }

    /** What the other file shows moves the forecasts of a short history, and those of a model that learns alone not at all. */
    @Test
    void panelLearnsFromTheOtherFile() throws IOException {
        Path own = plain("own", 340);
        Path other = plain("other", 1100);
        List<String> alone = forecasts(own);
        List<String> beside = forecasts(own, "--panel", other.toString());
        assertThat(lines(beside, "hs")).isEqualTo(lines(alone, "hs"));
        assertThat(lines(beside, "panel")).isNotEqualTo(lines(alone, "panel")).hasSameSizeAs(lines(alone, "panel"));
        assertThat(beside).noneMatch(line -> line.startsWith("other,"));
    }

    private static List<String> lines(List<String> all, String model) {
        return all.stream()
                .filter(line -> line.startsWith("own," + model + ","))
                .toList();
    }

    private List<String> forecasts(Path prices, String... more) throws IOException {
        Path out = folder.resolve("out" + more.length);
        StringWriter err = new StringWriter();
        List<String> args = new ArrayList<>(List.of("--prices", prices.toString(), "--out", out.toString()));
        args.addAll(List.of("--models", "hs,panel", "--levels", "0.95", "--from", "260", "--refit", "80"));
        args.addAll(List.of(more));
        int status = new CommandLine(new BacktestCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(args.toArray(String[]::new));
        assertThat(status).as(err.toString()).isZero();
        return BacktestCommandTest.lines(out.resolve("forecasts.csv.gz"));
    }
}
