package io.credence.bnn.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class BenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "toy")
    static final class Toy extends Benchmark {

        @Override
        protected Report measure() {
            progress("measuring");
            return Report.of("toy", "figure").row(1);
        }
    }

    @Test
    void aReportGoesToStandardOutputAndToTheFile(@TempDir Path folder) {
        Path file = folder.resolve("toy.json");
        assertThat(execute("toy", "--out", file.toString())).isZero();
        assertThat(out.toString()).contains("| 1 |");
        assertThat(err.toString()).isEqualTo("measuring\n");
        assertThat(file).exists();
        assertThat(folder.resolve("toy.md")).exists();
    }

    @Test
    void aFileThatCannotBeIsRefusedBeforeTheWork() {
        assertThat(execute("toy", "--out", "toy.txt")).isEqualTo(2);
        assertThat(err.toString()).contains("must be a file that ends in .json").doesNotContain("measuring");
    }

    @Test
    void anUnknownNameGetsTheNearest() {
        assertThat(execute("tyo")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no benchmark 'tyo'").contains("Maybe you meant 'toy'?");
    }

    @Test
    void everyBenchmarkHasANameADescriptionAndHelp() {
        for (var command : Bench.commandLine().getSubcommands().entrySet()) {
            assertThat(command.getValue().getCommandSpec().usageMessage().description())
                    .as(command.getKey())
                    .isNotEmpty();
            assertThat(execute(command.getKey(), "--help")).as(command.getKey()).isZero();
        }
    }

    private int execute(String... args) {
        CommandLine line = Bench.commandLine();
        line.addSubcommand(new Toy());
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return Bench.run(args, line);
    }
}
