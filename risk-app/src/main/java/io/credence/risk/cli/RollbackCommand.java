package io.credence.risk.cli;

import io.credence.risk.application.Rollback;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.registry.Registries;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts an earlier champion in charge again. */
@Command(
        name = "rollback",
        sortOptions = false,
        description = {
            "Put an earlier champion in charge again; the running service swaps it in.",
            "",
            "Its files are read first: a version that is missing or was changed is",
            "refused and the champion stays. Database and registry come from the",
            "environment, as for 'serve'."
        })
final class RollbackCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--to", paramLabel = "VERSION", description = "By default the champion before the present one.")
    private @Nullable String version;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Stands in the model's history.")
    private String reason;

    @Mixin
    private final Stores stores = new Stores();

    @Override
    public Integer call() {
        CredenceConfig config = stores.config();
        JdbcModelStore models = new JdbcModelStore(
                Connections.plain(DbAddress.of(config.db())),
                config.kafka().topicPrefix().orElse(""));
        String champion = new Rollback(models, Registries.of(config)).to(version, reason);
        PrintWriter out = spec.commandLine().getOut();
        out.println("the champion is " + champion);
        out.flush();
        return 0;
    }
}
