package io.credence.risk.application.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.ProgressListener;
import io.credence.risk.embedded.EmbeddedDatabase;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.DbAddress;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcShadowStore;
import io.credence.risk.persistence.Schema;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.port.StoreUnavailableException;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL is killed under a trainer, twice: in the middle of the fit, and when the fit is done but nobody knows yet. */
@Timeout(180)
class DatabaseKilledIT {

    private static final Instrument BTC = new Instrument("BTCUSD", 0.01, TradingCalendar.ALWAYS_OPEN);
    private static final Instant MIDNIGHT = Instant.parse("2013-11-28T00:00:00Z");
    private static final int STEPS = 6;

    @TempDir
    private Path folder;

    /** The store as one life of the database has it; each life is on another port. */
    private record Life(EmbeddedDatabase server, DbAddress address) implements AutoCloseable {

        static Life begin(Path data) {
            EmbeddedDatabase server = EmbeddedDatabase.start(data).awaitReady();
            DbAddress address = new DbAddress(server.url(), EmbeddedDatabase.USER, null, "credence");
            Schema.migrate(address);
            return new Life(server, address);
        }

        JdbcModelStore models() {
            return new JdbcModelStore(Connections.plain(address), "");
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Test
    void theRunGoesOnWhereTheDatabaseWasKilledAndOneChampionReignsThroughout() throws Exception {
        Path data = folder.resolve("db");
        FileRegistry files = new FileRegistry(folder.resolve("registry"));
        String champion;
        try (Life life = Life.begin(data)) {
            champion = prepared(life.address, files);
            killedAt(3, life, files, data);
        }
        try (Life life = Life.begin(data)) {
            assertThat(life.models().champion()).contains(champion);
            assertThat(life.models().runs(9))
                    .singleElement()
                    .satisfies(run -> assertThat(run.state()).isEqualTo("running"));
            release(life);
            killedAt(STEPS, life, files, data);
        }
        try (Life life = Life.begin(data)) {
            assertThat(life.models().champion()).contains(champion);
            release(life);
            Outcome outcome = training(life.address, files)
                    .next("the last", ProgressListener.SILENT)
                    .orElseThrow();

            assertThat(outcome.isDone()).isTrue();
            assertThat(outcome.challenger()).isEqualTo(undisturbed());
            List<Version> versions = life.models().versions(9);
            assertThat(versions).hasSize(2);
            assertThat(versions)
                    .filteredOn(each -> each.state().equals("champion"))
                    .extracting(Version::version)
                    .containsExactly(life.models().champion().orElseThrow());
            assertThat(versions)
                    .allSatisfy(each ->
                            assertThat(files.load(each.version()).version()).isEqualTo(each.version()));
        }
    }

    /** A champion, a thousand bars, and a run that waits. @return the champion */
    private static String prepared(DbAddress address, FileRegistry files) {
        Connections connections = Connections.plain(address);
        JdbcHistoryStore history = new JdbcHistoryStore(connections);
        history.save(BTC);
        history.append("1m", RandomBars.ending(BTC, MIDNIGHT, 1000, 1));
        JdbcModelStore models = new JdbcModelStore(connections, "");
        String champion = Trials.champion(models, files, Instant.EPOCH, 1, 5).version();
        models.request("all", "2013-11-28", "test");
        return champion;
    }

    private static Training training(DbAddress address, FileRegistry files) {
        Connections connections = Connections.plain(address);
        return new Training(
                new JdbcModelStore(connections, ""),
                new JdbcShadowStore(connections, ""),
                new JdbcHistoryStore(connections),
                files,
                Trials.plan("bayesian", STEPS, 0, List.of(1, 5)));
    }

    private static void killedAt(long step, Life life, FileRegistry files, Path data) {
        assertThatThrownBy(() -> training(life.address, files).next("killed at " + step, (done, total) -> {
                    if (done == step) {
                        kill(data);
                    }
                }))
                .isInstanceOf(StoreUnavailableException.class);
    }

    private static void kill(Path data) {
        try {
            String pid = Files.readAllLines(data.resolve("data/postmaster.pid")).getFirst();
            ProcessHandle server = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
            server.destroyForcibly();
            server.onExit().get(10, TimeUnit.SECONDS);
        } catch (IOException
                | InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("the server could not be killed", e);
        }
    }

    /** The trainer that lost the database is gone, and its lease runs out. */
    private static void release(Life life) throws Exception {
        try (var connection = life.address.dataSource().getConnection();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update training_run set lease_until = now() - interval '1 second'"))
                    .isEqualTo(1);
        }
    }

    /** What a trainer makes whose database lives. */
    private String undisturbed() {
        FileRegistry files = new FileRegistry(folder.resolve("undisturbed"));
        try (Database database = Database.fresh()) {
            prepared(database.address(), files);
            return training(database.address(), files)
                    .next("me", ProgressListener.SILENT)
                    .orElseThrow()
                    .challenger();
        }
    }
}
