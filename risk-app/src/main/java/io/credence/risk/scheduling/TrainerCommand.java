package io.credence.risk.scheduling;

import io.credence.risk.config.CredenceConfig;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a trainer's JVM is started: the words of its command line, and what its environment has besides this process's own.
 */
record TrainerCommand(List<String> words, Map<String, String> environment) {

    private static final String MAIN = "io.credence.risk.cli.Credence";

    TrainerCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** A trainer that carries out one waiting run, on this program's jars and configuration. */
    static TrainerCommand claiming(CredenceConfig config) {
        List<String> words = new ArrayList<>(niceness());
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
        words.addAll(List.of("-cp", classPath(System.getProperty("java.class.path"))));
        words.addAll(List.of(MAIN, "retrain", "--claim", "--piped"));
        return new TrainerCommand(words, environment(config));
    }

    /** The stream goes first where there are fewer cores than work. */
    private static List<String> niceness() {
        return onPath("nice").map(nice -> List.of(nice, "-n", "19")).orElse(List.of());
    }

    private static Optional<String> onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Quarkus runs from one jar that finds the others by itself; a plain main has to be told of them. */
    static String classPath(String own) {
        Path jar = Path.of(own.split(File.pathSeparator)[0]);
        if (!jar.endsWith("quarkus-run.jar")) {
            return own;
        }
        Path home = jar.toAbsolutePath().getParent();
        return List.of("app/*", "lib/main/*", "lib/boot/*", "quarkus/generated-bytecode.jar").stream()
                .map(part -> home + File.separator + part)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** By the environment, since a command line can be read by everyone on the machine. */
    private static Map<String, String> environment(CredenceConfig config) {
        Map<String, String> values = new HashMap<>();
        values.put("CREDENCE_DB_URL", config.db().url());
        values.put("CREDENCE_DB_USER", config.db().user());
        config.db().password().ifPresent(password -> values.put("CREDENCE_DB_PASSWORD", password));
        values.put("CREDENCE_DB_SCHEMA", config.db().schema());
        config.kafka().topicPrefix().ifPresent(prefix -> values.put("CREDENCE_KAFKA_TOPIC_PREFIX", prefix));
        values.put("CREDENCE_REGISTRY", config.registry());
        config.s3().endpoint().ifPresent(endpoint -> values.put("CREDENCE_S3_ENDPOINT", endpoint));
        values.put("CREDENCE_S3_REGION", config.s3().region());
        config.s3().accessKey().ifPresent(key -> values.put("CREDENCE_S3_ACCESS_KEY", key));
        config.s3().secretKey().ifPresent(key -> values.put("CREDENCE_S3_SECRET_KEY", key));
        values.put("CREDENCE_BARS", config.bars());
        values.put(
                "CREDENCE_HORIZONS",
                config.horizons().stream().map(String::valueOf).collect(Collectors.joining(",")));
        values.put("CREDENCE_MODEL", config.model());
        values.put("CREDENCE_RETRAIN_STEPS", Integer.toString(config.retrain().steps()));
        values.put(
                "CREDENCE_RETRAIN_CONTINUAL", Boolean.toString(config.retrain().continual()));
        values.put("CREDENCE_RETRAIN_SEED", Long.toString(config.retrain().seed()));
        values.put(
                "CREDENCE_RETRAIN_SHADOW_NIGHTS",
                Integer.toString(config.retrain().shadowNights()));
        values.put(
                "CREDENCE_RETRAIN_CHECKPOINT_EVERY",
                config.retrain().checkpointEvery().toString());
        values.put(
                "CREDENCE_RETRAIN_KEEP_REJECTED",
                Integer.toString(config.retrain().keepRejected()));
        values.put("CREDENCE_RETRAIN_WINDOW", config.retrain().window().toString());
        return values;
    }
}
