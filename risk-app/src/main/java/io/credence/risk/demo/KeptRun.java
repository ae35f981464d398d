package io.credence.risk.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a demo that was started with {@code --keep} has its database and registry, for other commands. */
public final class KeptRun {

    private static final String TICKS = "market.ticks";

    private KeptRun() {}

    /**
     * The configuration keys that point at it.
     *
     * @throws DemoException when the folder holds no run
     */
    public static Map<String, String> options(Path folder) {
        Path file = folder.resolve(RunFolder.RUN);
        if (!Files.isRegularFile(file)) {
            throw new DemoException("there is no " + file + ". Maybe the demo was not started with --keep " + folder
                    + ", or has not come up yet.");
        }
        try {
            JsonNode run = new ObjectMapper().readTree(file.toFile());
            String ticks = run.path("topic").asText();
            return Map.of(
                    "credence.kafka.bootstrap", run.path("kafka_bootstrap").asText(),
                    "credence.kafka.topic-prefix", ticks.substring(0, Math.max(0, ticks.length() - TICKS.length())),
                    "credence.db.url", run.path("db_url").asText(),
                    "credence.db.user", run.path("db_user").asText(),
                    "credence.db.schema", run.path("db_schema").asText(),
                    "credence.bars", run.path("bars").asText(),
                    "credence.registry",
                            folder.toAbsolutePath().resolve("registry").toString());
        } catch (IOException e) {
            throw new DemoException(file + " cannot be read: " + e.getMessage() + ". Maybe name another folder.", e);
        }
    }
}
