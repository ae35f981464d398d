package io.credence.risk.testing;

import io.credence.risk.persistence.DbAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The server of this JVM's tests: the one that CREDENCE_DB_URL names, else an embedded one, started when first asked for. */
final class Server {

    private static final String URL = System.getenv("CREDENCE_DB_URL");

    /** Held here since the log manager forgets a logger that nobody holds. */
    private static final Logger EMBEDDED = Logger.getLogger("io.zonky");

    private Server() {}

    static DbAddress address() {
        return Holder.ADDRESS;
    }

    private static DbAddress start() {
        if (URL != null) {
            return new DbAddress(
                    URL,
                    System.getenv().getOrDefault("CREDENCE_DB_USER", "credence"),
                    System.getenv("CREDENCE_DB_PASSWORD"),
                    "credence");
        }
        EMBEDDED.setLevel(Level.WARNING);
        try {
            // Stopped by its own shutdown hook.
            int port = EmbeddedPostgres.builder().start().getPort();
            return new DbAddress("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", null, "credence");
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL did not start", e);
        }
    }

    private static final class Holder {

        static final DbAddress ADDRESS = start();
    }
}
