package io.credence.risk.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.risk.application.training.RandomBars;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.config.Environment;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Await;
import io.credence.risk.testing.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole night but the stream: a row is inserted, a JVM starts, a champion comes out. */
@Timeout(180)
class TrainerLauncherIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);

    @TempDir
    private Path registry;

    private Database database;
    private ModelStore store;

    @BeforeEach
    void open() {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        store = new JdbcModelStore(connections, "");
        Instrument instrument = new Instrument("BTCUSD", 0.01, TradingCalendar.ALWAYS_OPEN);
        JdbcHistoryStore history = new JdbcHistoryStore(connections);
        history.save(instrument);
        history.append("1m", RandomBars.ending(instrument, Instant.parse("2013-11-28T00:00:00Z"), 1000, 1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CredenceConfig config(boolean enabled) {
        return config(enabled, "ewma");
    }

    private CredenceConfig config(boolean enabled, String model) {
        return config(enabled, model, "1000000");
    }

    private CredenceConfig config(boolean enabled, String model, String steps) {
        DbAddress address = database.address();
        Map<String, String> options = new HashMap<>(Map.of(
                "credence.db.url", address.url(),
                "credence.db.user", address.user(),
                "credence.db.schema", address.schema(),
                "credence.registry", registry.toString(),
                "credence.model", model,
                "credence.retrain.steps", steps,
                "credence.retrain.checkpoint-every", "PT0.001S",
                "credence.retrain.enabled", Boolean.toString(enabled)));
        String password = address.password();
        if (password != null) {
            options.put("credence.db.password", password);
        }
        return Environment.read(options);
    }

    @Test
    void carriesOutTheRunsThatWait() throws Exception {
        long first = store.request("all", "2013-11-28", "test");
        long second = store.request("all", "by hand", "test");
        TrainerLauncher launcher = new TrainerLauncher(config(true), store);

        launcher.start(new StartupEvent());
        try {
            await(second);
        } finally {
            launcher.stop(new ShutdownEvent());
        }

        assertThat(store.run(first).orElseThrow().state()).isEqualTo("promoted");
        assertThat(store.run(second).orElseThrow().state()).isEqualTo("kept");
        String champion = store.champion().orElseThrow();
        assertThat(new FileRegistry(registry).load(champion).version()).isEqualTo(champion);
    }

    /** SIGKILL in the middle of a fit: the row says so until its lease is over, then the next trainer begins anew. */
    @Test
    void aTrainerThatIsKilledLeavesTheChampionAndItsRunToTheNext() throws Exception {
        store.register(new Version("ewma-0", "ewma", "candidate", Instant.EPOCH, null, Map.of()));
        store.promote("ewma-0", "test", null, null);
        long run = store.request("all", "by hand", "test");
        try (TrainerProcess trainer = TrainerProcess.start(TrainerCommand.claiming(config(true, "bayesian")))) {
            Await.within(PATIENCE, () -> store.run(run).orElseThrow().state().equals("running"));
            ProcessHandle.of(trainer.pid()).orElseThrow().destroyForcibly();
            assertThat(trainer.await()).isNotZero();
        }
        assertThat(store.champion()).contains("ewma-0");
        assertThat(store.run(run).orElseThrow().state()).isEqualTo("running");
        assertThat(store.isRunWaiting()).as("its lease is not over").isFalse();

        database.execute("update training_run set lease_until = now() - interval '1 second'");
        try (TrainerProcess next = TrainerProcess.start(TrainerCommand.claiming(config(true)))) {
            assertThat(next.await()).isZero();
        }
        assertThat(store.run(run).orElseThrow().state()).isIn("promoted", "kept");
        assertThat(store.run(run).orElseThrow().report()).containsKey("reason");
    }

    /**
     * SIGKILL while it fits, again and again: each trainer goes on where the one before it was cut off, there is one champion at all times, and
     * what comes out is what a trainer that nobody kills makes. {@code -Dcredence.test.kills=10} kills more often.
     */
    @Test
    void aTrainerThatIsKilledAgainAndAgainGoesOnWhereItWasCutOff() throws Exception {
        int kills = Integer.getInteger("credence.test.kills", 2);
        String steps = Integer.toString(40 * (kills + 1));
        String uninterrupted = uninterrupted(steps);
        TrainerCommand command = TrainerCommand.claiming(config(true, "bayesian", steps));
        long run = store.request("all", "2013-11-28", "test");
        for (int i = 0; i < kills; i++) {
            Instant before = checkpoint().orElse(Instant.EPOCH);
            try (TrainerProcess trainer = TrainerProcess.start(command)) {
                Await.within(PATIENCE, () -> checkpoint().orElse(Instant.EPOCH).isAfter(before));
                assertThat(store.run(run).orElseThrow().state()).isEqualTo("running");
                ProcessHandle.of(trainer.pid()).orElseThrow().destroyForcibly();
                assertThat(trainer.await()).isNotZero();
            }
            assertThat(store.champion()).isEmpty();
            // Five deaths in a row would say that the run is at fault.
            database.execute("update training_run set lease_until = now() - interval '1 second', attempts = 0");
        }
        try (TrainerProcess last = TrainerProcess.start(command)) {
            assertThat(last.await()).isZero();
        }

        assertThat(store.champion()).contains(uninterrupted);
        assertThat(store.run(run).orElseThrow().state()).isEqualTo("promoted");
        assertThat(new FileRegistry(registry)
                        .load(store.champion().orElseThrow())
                        .files())
                .isNotEmpty();
        assertThat(database.count("training_checkpoint")).isZero();
    }

    /** The kernel refuses files of more than 8 KiB to the trainer, as a full disk would: the run says so, and nothing half-written is left. */
    @Test
    void aRegistryThatTakesNoMoreFailsTheRunAndLeavesTheChampion() throws Exception {
        store.register(new Version("ewma-0", "ewma", "candidate", Instant.EPOCH, null, Map.of()));
        store.promote("ewma-0", "test", null, null);
        long run = store.request("all", "2013-11-28", "test");
        TrainerCommand free = TrainerCommand.claiming(config(true, "bayesian", "1"));

        try (TrainerProcess cramped = TrainerProcess.start(new TrainerCommand(cramped(free), free.environment()))) {
            assertThat(cramped.await()).isNotZero();
        }

        assertThat(store.run(run).orElseThrow().state()).isEqualTo("failed");
        assertThat(store.run(run).orElseThrow().report().get("reason")).contains("cannot be written", "bytes are free");
        assertThat(store.champion()).contains("ewma-0");
        assertThat(registry).isEmptyDirectory();
        assertThat(store.versions(9)).extracting(Version::version).containsExactly("ewma-0");

        long next = store.request("all", "2013-11-29", "test");
        try (TrainerProcess trainer = TrainerProcess.start(free)) {
            assertThat(trainer.await()).isZero();
        }
        assertThat(new FileRegistry(registry)
                        .load(store.run(next).orElseThrow().challenger())
                        .files())
                .isNotEmpty();
    }

    private static List<String> cramped(TrainerCommand command) {
        List<String> words = new ArrayList<>(List.of("bash", "-c", "ulimit -f 8 && exec \"$@\"", "bash"));
        words.addAll(command.words());
        words.add(words.indexOf("-cp"), "-XX:-UsePerfData");
        return words;
    }

    private Optional<Instant> checkpoint() {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select saved_at from training_checkpoint")) {
            return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a trainer makes that nobody kills, in a JVM like theirs. */
    private String uninterrupted(String steps) throws InterruptedException {
        store.request("all", "2013-11-28", "test");
        try (TrainerProcess alone = TrainerProcess.start(TrainerCommand.claiming(config(true, "bayesian", steps)))) {
            assertThat(alone.await()).isZero();
        }
        String version = store.champion().orElseThrow();
        close();
        open();
        return version;
    }

    @Test
    void startsNothingWhereRetrainingIsOff() throws Exception {
        long run = store.request("all", "2013-11-27", "test");
        TrainerLauncher launcher = new TrainerLauncher(config(false), store);

        launcher.start(new StartupEvent());
        launcher.stop(new ShutdownEvent());

        assertThat(store.run(run).orElseThrow().state()).isEqualTo("queued");
    }

    private void await(long run) {
        Await.within(PATIENCE, () -> store.run(run).orElseThrow().endedAt() != null);
    }
}
