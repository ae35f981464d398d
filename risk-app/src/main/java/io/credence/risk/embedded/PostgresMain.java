package io.credence.risk.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL on 127.0.0.1: {@code PostgresMain FOLDER PORT}. Makes the data folder when it is new; writes the file
 * {@value #READY}, which holds the port, once the server takes connections. Stops the server before it exits.
 */
public final class PostgresMain {

    static final String READY = "ready";
    static final String DATA = "data";

    /** Held while the server starts and while it stops, so that an early end never leaves a half-started server behind. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Path folder;
    private final int port;
    private boolean stopping;
    private @Nullable EmbeddedPostgres server;

    private PostgresMain(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        PostgresMain main = new PostgresMain(Path.of(args[0]).toAbsolutePath(), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(main::stop, "postgres-stop"));
        FolderLock.await(main.folder);
        main.start();
        Thread.currentThread().join();
    }

    private void start() throws IOException {
        lock.lock();
        try {
            if (!stopping) {
                startServer();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startServer() throws IOException {
        StaleServer.clear(folder.resolve(DATA));
        Redirect log = Redirect.appendTo(folder.resolve("server.log").toFile());
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve(DATA))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("max_connections", "60")
                // A demo's data need not outlive the machine: fsync is off by the library's choice, so what guards
                // against
                // torn pages guards nothing, and checkpoints may be rare.
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("checkpoint_timeout", "30min")
                .setServerConfig("wal_level", "minimal")
                .setServerConfig("max_wal_senders", "0")
                .start();
        Path written = Files.writeString(folder.resolve(READY + ".new"), Integer.toString(server.getPort()));
        Files.move(written, folder.resolve(READY), StandardCopyOption.ATOMIC_MOVE);
    }

    private void stop() {
        lock.lock();
        try {
            stopping = true;
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            System.err.println("stopping PostgreSQL failed: " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
