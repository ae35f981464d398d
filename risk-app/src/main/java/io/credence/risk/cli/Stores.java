package io.credence.risk.cli;

import io.credence.risk.config.CredenceConfig;
import io.credence.risk.config.Environment;
import io.credence.risk.demo.KeptRun;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which a command works on a demo's stores. */
final class Stores {

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "The folder of a demo that is up, instead of the environment.")
    private @Nullable Path kept;

    CredenceConfig config() {
        return Environment.read(kept == null ? Map.of() : KeptRun.options(kept));
    }
}
