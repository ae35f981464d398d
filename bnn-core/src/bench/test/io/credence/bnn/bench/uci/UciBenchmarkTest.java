package io.credence.bnn.bench.uci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.random.Key;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class UciBenchmarkTest {

    private static final int ROWS = 60;

    @TempDir
    Path data;

    private final StringWriter err = new StringWriter();

    /** A line with a constant column, which is no feature of use; the last ten rows test. */
    @BeforeEach
    void writeSet() throws IOException {
        UniformRandomProvider random = Key.of(1).generator();
        Path folder = Files.createDirectories(data.resolve("line"));
        Files.write(
                folder.resolve("data.txt"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> row(random.nextDouble(), random.nextDouble()))
                        .toList());
        Files.writeString(folder.resolve("index_features.txt"), "0.000e+00\n1.000e+00\n");
        Files.writeString(folder.resolve("index_target.txt"), "2\n");
        Files.writeString(folder.resolve("index_train_0.txt"), numbers(0, 50));
        Files.writeString(folder.resolve("index_test_0.txt"), numbers(50, ROWS));
    }

    private static String row(double x, double noise) {
        return String.format(Locale.ROOT, "%f 7.5 %f", x, 20 + 10 * x + 0.2 * noise);
    }

    private static String numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void readsPartsAndLeavesConstantColumnsOut() throws IOException {
        UciSet set = UciSet.read(data.resolve("line"));
        RegressionData test = set.test(0);
        assertThat(set.train(0).rows()).isEqualTo(50);
        assertThat(test.rows()).isEqualTo(10);
        assertThat(test.columns()).isEqualTo(1);
        assertThat(test.targets()[0]).isCloseTo(20 + 10 * test.inputs()[0][0], within(0.21));
    }

    @Test
    void scoresAMethodAndWritesTheTable() throws IOException {
        Path out = data.resolve("table.json");
        assertThat(run("--methods", "pbp", "--splits", "0", "--out", out.toString()))
                .as(err.toString())
                .isZero();
        JsonObject row = JsonParser.parseString(Files.readString(out))
                .getAsJsonObject()
                .getAsJsonArray("rows")
                .get(0)
                .getAsJsonObject();
        assertThat(row.keySet())
                .containsExactly(
                        "set", "method", "splits", "rmse", "rmse_se", "nll", "nll_se", "train_seconds", "predict_ms");
        assertThat(row.get("set").getAsString()).isEqualTo("line");
        assertThat(row.get("rmse").getAsDouble()).isLessThan(0.5);
        assertThat(row.get("rmse_se").isJsonNull()).isTrue();
        assertThat(err.toString())
                .containsSubsequence("validation: line", "named before any test part is read", "test: line");
    }

    /** A figure that no training gives shows that none was done again. */
    @Test
    void goesOnFromItsJournal() throws IOException {
        Path journal = data.resolve("trials.txt");
        String[] arguments = {"--methods", "pbp", "--splits", "0", "--journal", journal.toString()};
        assertThat(run(arguments)).as(err.toString()).isZero();
        List<String> lines = Files.readAllLines(journal);
        assertThat(lines).hasSize(3).last().asString().startsWith("1 line 0 pbp\t");

        String[] tested = lines.getLast().split("\t", -1);
        tested[4] = "123.25";
        Files.writeString(journal, lines.get(1) + "\n" + String.join("\t", tested) + "\n1 line 0 pbp\t0.3\t0.");
        Path out = data.resolve("again.json");
        assertThat(run(Stream.concat(Arrays.stream(arguments), Stream.of("--out", out.toString()))
                        .toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        assertThat(err.toString()).contains("0 of 1 trials are in the journal", "1 of 1 trials are in the journal");
        assertThat(Files.readString(out)).contains("123.25");
    }

    @Test
    void refusesUnknownNames() {
        assertThat(run("--methods", "ppb")).isNotZero();
        assertThat(err.toString()).contains("there is no method 'ppb'").contains("Maybe you meant 'pbp'?");
        assertThat(run("--sets", "lime")).isNotZero();
        assertThat(err.toString()).contains("Maybe you meant 'line'?");
        assertThat(run("--splits", "5-3")).isNotZero();
        assertThat(err.toString()).contains("is no range of splits");
        assertThat(run("--splits", "7", "--methods", "pbp")).isNotZero();
        assertThat(err.toString()).contains("none of the splits 7-7");
    }

    /** The limit is theirs and two standard errors of the difference. */
    @Test
    void judgesAgainstThePublishedTable() {
        Published cell = new Published("s", "X", "m", 1, 0.03, 2, 0);
        assertThat(cell.verdict(1.09, 0.04, 2.01, 0.0))
                .contains("RMSE 1.090, limit 1.100 (met)", "limit 2.000 (not met)");
        assertThat(Published.bestNll("kin8nm")).hasValue(-1.20);
        assertThat(Published.bestNll("line")).isEmpty();
        assertThat(Published.all()).hasSize(25);
    }

    @Test
    void standardErrorIsOverSplits() {
        List<Scores> scores = List.of(new Scores(1, 0, 0, 0), new Scores(3, 0, 0, 0));
        assertThat(Scores.mean(scores, Scores::rmse)).isEqualTo(2);
        assertThat(Scores.error(scores, Scores::rmse)).isEqualTo(1);
        assertThatThrownBy(() -> Scores.mean(List.of(), Scores::rmse)).isInstanceOf(RuntimeException.class);
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new UciBenchmark());
        line.setOut(new PrintWriter(new StringWriter(), true));
        line.setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            err.append(failure.getMessage());
            return 1;
        });
        String[] all = new String[arguments.length + 2];
        all[0] = "--data";
        all[1] = data.toString();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return line.execute(all);
    }
}
