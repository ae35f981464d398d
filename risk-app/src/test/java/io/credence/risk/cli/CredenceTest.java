package io.credence.risk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CredenceTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"serve", "bench", "test"})
    void theLaunchersOwnCommandsPointAtIt(String command) {
        assertThat(execute(command)).isEqualTo(2);
        assertThat(err.toString()).contains("Maybe use ./credence " + command);
    }

    @Test
    void whatIsNoIdIsToldByAnExample() {
        assertThat(execute("explain", "abc")).isEqualTo(2);
        assertThat(err.toString()).contains("'abc' is no forecast's id").contains("/api/v1/instruments/NAME/forecasts");
    }

    @Test
    void anUnknownCommandExits2AndNamesIt() {
        assertThat(execute("nosuch")).isEqualTo(2);
        assertThat(err.toString()).contains("'nosuch'");
    }

    @Test
    void noCommandExits2WithAdvice() {
        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString()).contains("Maybe you meant 'credence demo'");
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : Credence.commandLine().getSubcommands().keySet()) {
            assertThat(execute(command, "--help")).as(command).isZero();
            assertThat(out.toString()).contains("credence " + command);
        }
    }

    @Test
    void theVersionIsTheBuildsOwn() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).matches("(?s)credence \\d+\\.\\d+\\.\\d+.*java .*");
    }

    private int execute(String... args) {
        CommandLine line = Credence.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
