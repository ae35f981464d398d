package io.credence.risk.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.market.Trade;
import io.credence.risk.messaging.TickPublisher;
import io.credence.risk.messaging.TopicAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersIT {

    @TempDir
    Path folder;

    @Test
    void brokerKeepsRecordsInItsFolderThroughAKill() {
        try (EmbeddedBroker first = EmbeddedBroker.start(folder).awaitReady()) {
            createTopic(first);
            publish(first, 1);
            first.process().kill();
        }
        try (EmbeddedBroker second = EmbeddedBroker.start(folder).awaitReady()) {
            publish(second, 2);
            assertThat(endOffset(second)).isEqualTo(2);
        }
    }

    private static void createTopic(EmbeddedBroker broker) {
        try (TopicAdmin admin = TopicAdmin.of(broker.bootstrap())) {
            admin.create("ticks", 1);
            admin.create("ticks", 1);
            assertThatThrownBy(() -> admin.create("ticks", 2)).hasMessageContaining("exists with 1 partitions");
        }
    }

    private static void publish(EmbeddedBroker broker, long sequence) {
        try (TickPublisher publisher = TickPublisher.open(broker.bootstrap(), "ticks")) {
            publisher.publish(new Trade("BTCUSD", "tape", sequence, Instant.parse("2013-11-25T00:00:13Z"), 800, 1));
            publisher.flush();
            assertThat(publisher.acknowledged()).isEqualTo(1);
        }
    }

    private static long endOffset(EmbeddedBroker broker) {
        try (TopicAdmin admin = TopicAdmin.of(broker.bootstrap())) {
            return admin.endOffsets("ticks").get(0);
        }
    }

    @Test
    void databaseRecoversInItsFolderThroughAKill() throws Exception {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(folder).awaitReady()) {
            execute(first, "CREATE TABLE kept (value int)");
            first.process().kill();
            assertThat(postmaster().isAlive()).isTrue();
        }
        try (EmbeddedDatabase second = EmbeddedDatabase.start(folder).awaitReady()) {
            execute(second, "INSERT INTO kept VALUES (1)");
            killServer();
        }
        try (EmbeddedDatabase third = EmbeddedDatabase.start(folder).awaitReady()) {
            execute(third, "INSERT INTO kept VALUES (2)");
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), EmbeddedDatabase.USER, null);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private ProcessHandle postmaster() throws IOException {
        return StaleServer.server(folder.resolve("data/postmaster.pid")).orElseThrow();
    }

    private void killServer() throws Exception {
        ProcessHandle server = postmaster();
        server.destroyForcibly();
        server.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aKilledSupervisorLeavesNothingBehind() throws Exception {
        JavaCommand command = new JavaCommand(
                List.of("-Dcredence.home=" + ServerJars.home()),
                List.of(System.getProperty("java.class.path")),
                Supervisor.class.getName(),
                List.of(folder.toString()));
        ChildProcess supervisor = ChildProcess.start("supervisor", command, Map.of(), folder.resolve("supervisor.log"));
        Path ready = folder.resolve("pids");
        supervisor.awaitReady(() -> Files.exists(ready), Duration.ofSeconds(90));
        List<ProcessHandle> left = Files.readAllLines(ready).stream()
                .map(Long::parseLong)
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .toList();
        assertThat(left).hasSize(3).allMatch(ProcessHandle::isAlive);
        supervisor.kill();
        for (ProcessHandle process : left) {
            process.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    /** A supervisor of its own, which a test can kill. */
    static final class Supervisor {

        public static void main(String[] args) throws Exception {
            Path folder = Path.of(args[0]);
            EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("db"));
            EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
            database.awaitReady();
            broker.awaitReady();
            long server = StaleServer.server(folder.resolve("db/data/postmaster.pid"))
                    .orElseThrow()
                    .pid();
            String pids = database.process().pid() + "\n" + broker.process().pid() + "\n" + server;
            Files.move(Files.writeString(folder.resolve("pids.new"), pids), folder.resolve("pids"));
            Thread.currentThread().join();
        }
    }
}
