package io.credence.risk.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real PostgreSQL from embedded binaries, watched by a JVM of its own, on a port of 127.0.0.1 that was free. */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The superuser of the embedded server, who needs no password from 127.0.0.1. */
    public static final String USER = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> FLAGS = List.of(
            "-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

    private final ChildProcess child;
    private final Path folder;
    private final int port;

    private EmbeddedDatabase(ChildProcess child, Path folder, int port) {
        this.child = child;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a server and returns at once; {@link #awaitReady} waits for it.
     *
     * @param folder keeps its data, so that a later server on the same folder has them; recovers after a kill
     */
    public static EmbeddedDatabase start(Path folder) {
        forget(folder.resolve(PostgresMain.READY));
        int port = Ports.free();
        List<String> arguments = List.of(folder.toString(), Integer.toString(port));
        JavaCommand command =
                new JavaCommand(FLAGS, ServerJars.classPath(), PostgresMain.class.getName(), arguments).piped();
        return new EmbeddedDatabase(
                ChildProcess.start("PostgreSQL", command, Map.of(), folder.resolve("postgres.log")), folder, port);
    }

    private static void forget(Path mark) {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(mark + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** @throws ChildFailedException when it does not come up */
    public EmbeddedDatabase awaitReady() {
        child.awaitReady(() -> Files.exists(folder.resolve(PostgresMain.READY)), PATIENCE);
        return this;
    }

    /** The JDBC address. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public ChildProcess process() {
        return child;
    }

    /** Stops the server, also one whose watching JVM was killed. */
    @Override
    public void close() {
        child.close();
        try {
            StaleServer.clear(folder.resolve(PostgresMain.DATA));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + folder + " may still run: " + e.getMessage(), e);
        }
    }
}
