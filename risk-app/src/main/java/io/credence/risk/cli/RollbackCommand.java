package io.credence.risk.cli;

import io.credence.risk.application.Rollback;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.config.Environment;
import io.credence.risk.demo.KeptRun;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.registry.FileRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "The folder of a demo that is up, instead of the environment.")
    private @Nullable Path kept;

    @Override
    public Integer call() {
        CredenceConfig config = Environment.read(kept == null ? Map.of() : KeptRun.options(kept));
        JdbcModelStore models = new JdbcModelStore(
                Connections.plain(DbAddress.of(config.db())),
                config.kafka().topicPrefix().orElse(""));
        String champion = new Rollback(models, new FileRegistry(Path.of(config.registry()))).to(version, reason);
        PrintWriter out = spec.commandLine().getOut();
        out.println("the champion is " + champion);
        out.flush();
        return 0;
    }
}
