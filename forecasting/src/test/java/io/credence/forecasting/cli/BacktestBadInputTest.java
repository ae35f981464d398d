package io.credence.forecasting.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.evaluation.Hits;
import io.credence.forecasting.evaluation.KupiecTest;
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
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the command makes of the files and words that people give it. */
class BacktestBadInputTest {

    private static final int DAYS = 360;
    private static final String HEADER = "timestamp,instrument,close";

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(Path prices, String... more) {
        List<String> args = new ArrayList<>(List.of("--prices", prices.toString()));
        args.addAll(List.of("--out", folder.resolve("out").toString()));
        args.addAll(List.of(more));
        return new CommandLine(new BacktestCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(args.toArray(String[]::new));
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("out/report.json").toFile());
    }

    /** One price a day. */
    private static List<String> clean(String name) {
        SplittableRandom random = new SplittableRandom(5);
        List<String> rows = new ArrayList<>();
        double price = 100;
        for (int day = 0; day < DAYS; day++) {
            price *= Math.exp(0.008 * random.nextGaussian());
            rows.add(row(name, day, price));
        }
        return rows;
    }

    private static String row(String name, int day, Object close) {
        return LocalDate.EPOCH.plusDays(day) + "," + name + "," + close;
    }

    private static double close(String row) {
        return Double.parseDouble(row.substring(row.lastIndexOf(',') + 1));
    }

    private Path write(List<List<String>> instruments) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        instruments.forEach(lines::addAll);
        return Files.write(folder.resolve("prices.csv"), lines);
    }

    private static List<String> unsorted() {
        List<String> rows = clean("UNSORTED");
        Collections.swap(rows, 10, 11);
        Collections.swap(rows, 200, 201);
        return rows;
    }

    private static List<String> repeated() {
        List<String> rows = clean("REPEATED");
        rows.add(40, rows.get(40));
        rows.add(300, rows.get(300));
        return rows;
    }

    private static List<String> without(String name, String close) {
        List<String> rows = clean(name);
        for (int day : new int[] {50, 51, 250}) {
            rows.set(day, row(name, day, close));
        }
        return rows;
    }

    private static List<String> gap() {
        List<String> rows = clean("GAP");
        IntStream.range(150, DAYS).forEach(day -> rows.set(day, row("GAP", day + 365, close(rows.get(day)))));
        return rows;
    }

    private static List<String> print() {
        List<String> rows = clean("PRINT");
        rows.set(300, row("PRINT", 300, 1.1 * close(rows.get(300))));
        return rows;
    }

    /** Three returns are exactly zero. */
    private static List<String> still() {
        List<String> rows = clean("STILL");
        for (int day : new int[] {60, 61, 251}) {
            rows.set(day, row("STILL", day, close(rows.get(day - 1))));
        }
        return rows;
    }

    private static List<String> weekly() {
        List<String> rows = clean("WEEKLY");
        IntStream.range(0, DAYS).forEach(day -> rows.set(day, row("WEEKLY", 7 * day, close(rows.get(day)))));
        return rows;
    }

    @Test
    void whatHasAPlainRuleIsRepairedAndCounted() throws IOException {
        Path prices = write(List.of(
                clean("CLEAN"),
                unsorted(),
                repeated(),
                without("MISSING", ""),
                without("ZEROS", "0"),
                gap(),
                print(),
                still(),
                weekly()));
        assertThat(run(prices, "--models", "hs,garch-n", "--levels", "0.95"))
                .as(err.toString())
                .isZero();
        JsonNode report = report();
        assertThat(report.get("failures")).isEmpty();
        assertThat(repairs(report, "CLEAN")).containsExactly(0, 0, 0, 0, 0, 0, 0);
        assertThat(repairs(report, "UNSORTED")).containsExactly(2, 0, 0, 0, 0, 0, 0);
        assertThat(repairs(report, "REPEATED")).containsExactly(0, 2, 0, 0, 0, 0, 0);
        assertThat(repairs(report, "MISSING")).containsExactly(0, 0, 3, 0, 0, 0, 0);
        assertThat(repairs(report, "ZEROS")).containsExactly(0, 0, 3, 0, 0, 0, 0);
        assertThat(repairs(report, "GAP")).containsExactly(0, 0, 0, 0, 1, 0, 0);
        assertThat(repairs(report, "PRINT")).containsExactly(0, 0, 0, 0, 0, 0, 1);
        assertThat(repairs(report, "WEEKLY")).containsExactly(0, 0, 0, 0, 0, 0, 0);
        assertThat(info(report, "CLEAN").get("zero_share").asDouble()).isZero();
        assertThat(info(report, "STILL").get("zero_share").asDouble()).isEqualTo(3.0 / (DAYS - 1));
        // A repair changes no return that is scored; the print is scored as it stands.
        assertThat(scores(report, "UNSORTED")).isEqualTo(scores(report, "CLEAN"));
        assertThat(scores(report, "REPEATED")).isEqualTo(scores(report, "CLEAN"));
        assertThat(scores(report, "WEEKLY")).isEqualTo(scores(report, "CLEAN"));
        assertThat(scores(report, "ZEROS")).isEqualTo(scores(report, "MISSING"));
        assertThat(scores(report, "PRINT").getFirst())
                .isGreaterThan(scores(report, "CLEAN").getFirst());
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains("UNSORTED", "repaired");
    }

    private static List<Integer> repairs(JsonNode report, String instrument) {
        List<Integer> counts = new ArrayList<>();
        info(report, instrument).path("repairs").forEach(count -> counts.add(count.asInt()));
        return counts;
    }

    private static JsonNode info(JsonNode report, String instrument) {
        for (JsonNode each : report.get("instruments")) {
            if (each.get("instrument").asText().equals(instrument)) {
                return each;
            }
        }
        return report.path(instrument);
    }

    private static List<Double> scores(JsonNode report, String instrument) {
        List<Double> scores = new ArrayList<>();
        for (JsonNode each : report.get("series")) {
            if (each.get("instrument").asText().equals(instrument)) {
                scores.add(each.get("fz0").asDouble());
            }
        }
        return scores;
    }

    @Test
    void whatHasNoPlainRuleIsRefusedWithNameRowAndValue() throws IOException {
        List<String> twice = clean("TWICE");
        twice.add(31, row("TWICE", 30, 77.5));
        List<String> negative = clean("NEGATIVE");
        negative.set(20, row("NEGATIVE", 20, -37.63));
        List<String> flat = clean("FLAT");
        IntStream.range(0, DAYS).forEach(day -> flat.set(day, row("FLAT", day, 7)));
        Path prices = write(
                List.of(clean("CLEAN"), twice, negative, flat, clean("SHORT").subList(0, 50)));
        assertThat(run(prices, "--models", "hs", "--levels", "0.95"))
                .as(err.toString())
                .isZero();
        JsonNode report = report();
        assertThat(scores(report, "CLEAN")).isNotEmpty();
        assertThat(reason(report, "TWICE")).contains("row 393", "1970-01-31", "77.5", "row 392", "Maybe");
        assertThat(reason(report, "NEGATIVE")).contains("row 743", "-37.63", "positive", "Maybe");
        assertThat(reason(report, "FLAT")).contains("FLAT", "never moves", "360 rows", "row 1083", "7.0", "Maybe");
        assertThat(reason(report, "SHORT")).contains("SHORT has 49 returns", "Maybe");
        assertThat(err.toString()).contains("left out: ", "SHORT", "FLAT", "NEGATIVE", "TWICE");
    }

    private static String reason(JsonNode report, String instrument) {
        for (JsonNode each : report.get("failures")) {
            if (each.get("instrument").asText().equals(instrument)) {
                return each.get("reason").asText();
            }
        }
        return "";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --models        | garhc-t    | Maybe 'garch-t'?
                    --models        | bayessian  | Maybe 'bayesian'?
                    --levels        | 1.5        | confidence level is 1.5
                    --levels        | 0          | confidence level is 0.0
                    --horizons      | 0          | each horizon at least 1
                    --horizons      | ten        | 'ten'
                    --refit         | 0          | refit is every 0 days
                    --from          | yesterday  | from is 'yesterday'
                    --instruments   | CLAEN      | Maybe 'CLEAN'?
                    """)
    void aWrongWordIsRefusedBeforeAnyWork(String option, String value, String message) throws IOException {
        Path prices = write(List.of(clean("CLEAN")));
        assertThat(run(prices, option, value)).isNotZero();
        assertThat(err.toString()).contains(message);
        assertThat(folder.resolve("out/report.json")).doesNotExist();
    }

    @Test
    void aStartAfterTheEndIsRefusedWithTheFigures() throws IOException {
        Path prices = write(List.of(clean("CLEAN")));
        assertThat(run(prices, "--models", "hs", "--from", "2030-01-01")).isEqualTo(1);
        assertThat(err.toString()).contains("CLEAN has 359 returns", "--from");
    }

    /** The p-value of ten days is made from the ten sets of days that do not overlap: twice their mean, at most 1. */
    @Test
    void longHorizonsAreTestedOnEachOffset() throws IOException {
        Path prices = write(List.of(clean("CLEAN")));
        assertThat(run(prices, "--models", "hs", "--levels", "0.95", "--horizons", "1,10", "--from", "160"))
                .as(err.toString())
                .isZero();
        List<Boolean> hits = hits("hs", 10);
        assertThat(hits).hasSize(359 - 160 - 9);
        double mean = IntStream.range(0, 10)
                .mapToDouble(offset -> kupiec(hits, offset))
                .average()
                .orElseThrow();
        for (JsonNode each : report().get("series")) {
            if (each.get("model").asText().equals("hs") && each.get("horizon").asInt() == 10) {
                assertThat(each.get("kupiec_exact_p").asDouble()).isCloseTo(Math.min(1, 2 * mean), within(1e-9));
                return;
            }
        }
        throw new AssertionError("there is no result at ten days");
    }

    private static double kupiec(List<Boolean> hits, int offset) {
        boolean[] every = new boolean[(hits.size() - offset + 9) / 10];
        for (int i = 0; i < every.length; i++) {
            every[i] = hits.get(offset + 10 * i);
        }
        return KupiecTest.withDefaults()
                .test(Hits.of(new ConfidenceLevel(0.95), every))
                .pValue();
    }

    private List<Boolean> hits(String model, int horizon) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve("out/forecasts.csv.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> header = List.of(reader.readLine().split(",", -1));
            int realised = header.indexOf("realised");
            int risk = header.indexOf("var_0.95");
            return reader.lines()
                    .map(line -> line.split(",", -1))
                    .filter(fields -> fields[1].equals(model) && fields[2].equals(Integer.toString(horizon)))
                    .map(fields -> -Double.parseDouble(fields[realised]) > Double.parseDouble(fields[risk]))
                    .toList();
        }
    }
}
