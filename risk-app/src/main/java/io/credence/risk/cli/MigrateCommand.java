package io.credence.risk.cli;

import io.credence.migrations.Migrations;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.config.Environment;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.Schema;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings a database's schema up to date. The password comes from the environment only: command lines are public. */
@Command(
        name = "migrate",
        description = {
            "Bring a database's schema up to date; safe to run again.",
            "",
            "The database is the one in CREDENCE_DB_URL, CREDENCE_DB_USER, CREDENCE_DB_PASSWORD and CREDENCE_DB_SCHEMA."
                    + " With TimescaleDB the tables of time become hypertables, else range partitions."
        })
final class MigrateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "JDBC", description = "Instead of CREDENCE_DB_URL.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "NAME", description = "Instead of CREDENCE_DB_USER.")
    private @Nullable String user;

    @Option(names = "--schema", paramLabel = "NAME", description = "Instead of CREDENCE_DB_SCHEMA.")
    private @Nullable String schema;

    @Override
    public Integer call() {
        CredenceConfig.Db db = Environment.read(options()).db();
        report(Schema.migrate(DbAddress.of(db)));
        return 0;
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        put(options, "credence.db.url", url);
        put(options, "credence.db.user", user);
        put(options, "credence.db.schema", schema);
        return options;
    }

    private static void put(Map<String, String> options, String key, @Nullable String value) {
        if (value != null) {
            options.put(key, value);
        }
    }

    private void report(Migrations.Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "schema %s: %s (%s)%n",
                outcome.schema(), outcome.engine().name().toLowerCase(Locale.ROOT), outcome.why());
        if (outcome.applied().isEmpty()) {
            out.println("up to date, nothing applied");
        }
        outcome.applied().forEach(script -> out.println("applied " + script));
        out.flush();
    }
}
