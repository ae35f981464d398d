package io.credence.forecasting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BacktestCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new BacktestCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    /** Two instruments of different calendars, one of 50 rows and one that never moves. */
    private Path prices() throws IOException {
        List<String> lines = new ArrayList<>(List.of("timestamp,instrument,close"));
        add(lines, "LONG", 420, 1);
        add(lines, "LATE", 360, 2);
        add(lines, "SHORT", 50, 3);
        for (int i = 0; i < 400; i++) {
            lines.add(LocalDate.EPOCH.plusDays(i) + ",FLAT,7");
        }
        return Files.write(folder.resolve("prices.csv"), lines);
    }

    private static void add(List<String> lines, String name, int count, int step) {
        SplittableRandom random = new SplittableRandom(count);
        double price = 100;
        for (int i = 0; i < count; i++) {
            price *= Math.exp(0.01 * NormalDistribution.of(0, 1).inverseCumulativeProbability(random.nextDouble()));
            lines.add(LocalDate.EPOCH.plusDays((long) i * step) + "," + name + "," + price);
        }
    }

    private String[] args(Path prices, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--prices",
                prices.toString(),
                "--models",
                "hs,garch-n",
                "--levels",
                "0.95,0.99",
                "--out",
                folder.resolve("out").toString()));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    /**
     * The second instrument tells each of the first one's returns a day before. A model that read it would gain; every forecast of the first
     * is the same to the last digit, with and without it.
     */
    @Test
    void aSignalOfTheFutureInASecondInstrumentIsNoGain() throws IOException {
        List<String> alone = leaking(false);
        List<String> beside = leaking(true);
        assertThat(alone).hasSize(2 * 3 * 60);
        assertThat(beside).isEqualTo(alone);
    }

    /** The forecasts of the first instrument. */
    private List<String> leaking(boolean planted) throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        double[] returns = random.doubles(360)
                .map(u -> NormalDistribution.of(0, 1).inverseCumulativeProbability(u))
                .toArray();
        List<String> lines = new ArrayList<>(List.of("timestamp,instrument,close"));
        double price = 100;
        double tomorrow = 100;
        for (int i = 0; i < 359; i++) {
            price *= Math.exp(0.01 * returns[i]);
            tomorrow *= Math.exp(0.01 * returns[i + 1]);
            lines.add(LocalDate.EPOCH.plusDays(i) + ",TODAY," + price);
            if (planted) {
                lines.add(LocalDate.EPOCH.plusDays(i) + ",TOMORROW," + tomorrow);
            }
        }
        Path out = folder.resolve("leak" + planted);
        Path prices = Files.write(folder.resolve("leak" + planted + ".csv"), lines);
        int status = run(
                "--prices",
                prices.toString(),
                "--models",
                "bayesian,gjr-t,hs",
                "--from",
                "298",
                "--horizons",
                "1",
                "--out",
                out.toString());
        assertThat(status).as(err.toString()).isZero();
        return lines(out.resolve("forecasts.csv.gz")).stream()
                .filter(line -> line.startsWith("TODAY,"))
                .toList();
    }

    @Test
    void writesWhatItPromises() throws IOException {
        assertThat(run(args(prices(), "--horizons", "1,3"))).as(err.toString()).isZero();
        Path results = folder.resolve("out");
        JsonNode report =
                new ObjectMapper().readTree(results.resolve("report.json").toFile());
        // 2 instruments, 2 models and their calibrated twins, 2 horizons, 2 levels.
        assertThat(report.get("series")).hasSize(32);
        assertThat(report.get("series").get(0).fieldNames())
                .toIterable()
                .contains(
                        "instrument",
                        "model",
                        "horizon",
                        "level",
                        "days",
                        "fz0",
                        "pinball",
                        "hit_rate",
                        "kupiec_p",
                        "christoffersen_p",
                        "dq_p",
                        "es_z2_p",
                        "log_score",
                        "crps",
                        "pit_ece",
                        "fit_seconds",
                        "update_us");
        assertThat(report.get("failures").findValuesAsText("instrument")).containsExactly("FLAT", "SHORT");
        assertThat(report.get("failures").toString()).contains("never moves", "49 returns");
        assertThat(Files.readString(results.resolve("report.html")))
                .contains("<svg", "Murphy", "garch-n+cal")
                .doesNotContain("http", "src=", "NaN");
        List<String> forecasts = lines(results.resolve("forecasts.csv.gz"));
        // Scored days: 210 of LONG and 180 of LATE at one day, two fewer each at three; four columns.
        assertThat(forecasts).hasSize(1 + 4 * (210 + 180 + 208 + 178));
        assertThat(forecasts.getFirst())
                .startsWith("instrument,model,horizon,row,origin,target,realised,")
                .endsWith("var_0.99,es_0.99");
    }

    static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    @Test
    void goesOnWhereItStopped() throws IOException {
        Path prices = prices();
        Path report = folder.resolve("out/report.json");
        run(args(prices));
        JsonNode first = new ObjectMapper().readTree(report.toFile());
        // As if it had been stopped before the last walk was noted.
        Files.delete(folder.resolve("out/walks/LONG.garch-n.properties"));
        assertThat(run(args(prices))).isZero();
        JsonNode second = new ObjectMapper().readTree(report.toFile());
        assertThat(second.at("/settings/resumed").asInt()).isEqualTo(3);
        for (int i = 0; i < first.get("series").size(); i++) {
            assertThat(second.at("/series/" + i + "/fz0")).isEqualTo(first.at("/series/" + i + "/fz0"));
            assertThat(second.at("/series/" + i + "/dq_p")).isEqualTo(first.at("/series/" + i + "/dq_p"));
        }
        run(args(prices, "--refit", "50"));
        assertThat(new ObjectMapper()
                        .readTree(report.toFile())
                        .at("/settings/resumed")
                        .asInt())
                .isZero();
    }

    @Test
    void wrongUseExitsWithTwoAndAdvice() throws IOException {
        Path prices = prices();
        assertThat(run(args(prices, "--from", "never"))).isEqualTo(2);
        assertThat(err.toString()).contains("from is 'never'");
        assertThat(run("--prices", prices.toString(), "--levels", "1.5", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("confidence level is 1.5");
        assertThat(run("--prices", prices.toString(), "--models", "garch-tt", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Maybe 'garch-t'?");
        assertThat(run("--prices", "nowhere.csv", "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.csv");
    }

    @Test
    void nothingToScoreIsAFailure() throws IOException {
        Path prices = prices();
        assertThat(run(args(prices, "--instruments", "SHORT"))).isEqualTo(1);
        assertThat(err.toString()).contains("SHORT has 49 returns");
    }
}
