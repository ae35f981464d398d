package io.credence.risk.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a PostgreSQL that was killed leaves in its data folder: {@code postmaster.pid}. The server takes a process that has
 * the number now for itself and refuses to start, and one that really lives on must not share its files.
 */
final class StaleServer {

    private static final int PATIENCE_SECONDS = 10;

    private StaleServer() {}

    /** Ends a server that still runs on the folder and removes its mark. The caller owns the folder. */
    static void clear(Path data) throws IOException {
        Path mark = data.resolve("postmaster.pid");
        if (Files.exists(mark)) {
            server(mark).ifPresent(StaleServer::end);
            Files.deleteIfExists(mark);
        }
    }

    /** The process of the server that runs on a data folder, if there is one. */
    static Optional<ProcessHandle> server(Path mark) throws IOException {
        if (!Files.exists(mark)) {
            return Optional.empty();
        }
        String first = Files.readAllLines(mark).stream().findFirst().orElse("").strip();
        return first.matches("\\d{1,9}")
                ? ProcessHandle.of(Long.parseLong(first)).filter(StaleServer::isPostgres)
                : Optional.empty();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(false);
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            System.err.println("PostgreSQL " + server.pid() + " did not stop by itself and is killed: " + e);
            server.destroyForcibly();
        }
    }
}
