package io.credence.risk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.risk.persistence.DbAddress;
import io.credence.risk.testing.Database;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MigrateCommandIT {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine line = Credence.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(args);
    }

    private int migrate(Database database) {
        DbAddress address = database.address();
        return run("migrate", "--url", address.url(), "--user", address.user(), "--schema", address.schema());
    }

    @Test
    void saysWhatItAppliedAndThatThereIsNothingMore() {
        try (Database database = Database.empty()) {
            assertThat(migrate(database)).isZero();
            assertThat(out.toString())
                    .startsWith("schema " + database.schema() + ": ")
                    .contains("applied V1 tables");

            assertThat(migrate(database)).isZero();
            assertThat(out.toString()).contains("up to date, nothing applied");
        }
    }

    @Test
    void namesTheServerThatDoesNotAnswer() {
        int code = run("migrate", "--url", "jdbc:postgresql://localhost:1/risk?password=s3cret");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .contains("localhost:1/risk", "Maybe", "CREDENCE_DB_URL")
                .doesNotContain("s3cret")
                .hasLineCount(1);
    }

    @Test
    void refusesASchemaThatIsSomebodyElses() {
        try (Database database = Database.empty()) {
            database.execute(
                    "create schema " + database.schema() + "; create table " + database.schema() + ".ledger (a int)");

            assertThat(migrate(database)).isEqualTo(1);
            assertThat(err.toString()).contains("ledger", "CREDENCE_DB_SCHEMA");
        }
    }

    @Test
    void refusesAnAddressOfAnotherKind() {
        assertThat(run("migrate", "--url", "mysql://localhost/risk")).isEqualTo(1);
        assertThat(err.toString()).contains("mysql://localhost/risk", "jdbc:postgresql:");
    }
}
