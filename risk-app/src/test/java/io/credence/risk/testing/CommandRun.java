package io.credence.risk.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command of the launcher that ran in a JVM of its own and ended.
 *
 * @param code that it ended with
 * @param lines of its standard output
 * @param errors what it wrote to standard error
 */
public record CommandRun(int code, List<String> lines, String errors) {

    /**
     * Runs a command on a database.
     *
     * @param registry the folder of the models' files
     * @param environment more of it
     * @param words the command's name and arguments
     */
    public static CommandRun of(Database database, Path registry, Map<String, String> environment, List<String> words)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.credence.risk.cli.Credence"));
        all.addAll(words);
        Path errors = Files.createTempFile("command", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(all).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            builder.environment().putAll(addresses(database, registry));
            Process process = builder.start();
            List<String> lines = process.inputReader().lines().toList();
            return new CommandRun(process.waitFor(), lines, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }

    private static Map<String, String> addresses(Database database, Path registry) {
        String password = database.address().password();
        return Map.of(
                "CREDENCE_DB_URL", database.address().url(),
                "CREDENCE_DB_USER", database.address().user(),
                "CREDENCE_DB_PASSWORD", password == null ? "" : password,
                "CREDENCE_DB_SCHEMA", database.schema(),
                "CREDENCE_REGISTRY", registry.toString());
    }
}
