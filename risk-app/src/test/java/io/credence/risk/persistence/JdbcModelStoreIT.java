package io.credence.risk.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.credence.forecasting.model.CorruptModelException;
import io.credence.forecasting.model.FittedModel;
import io.credence.risk.application.Rollback;
import io.credence.risk.port.ModelStore.Ended;
import io.credence.risk.port.ModelStore.Promotion;
import io.credence.risk.port.ModelStore.Run;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.PositionLostException;
import io.credence.risk.port.StreamStore.OutboxEntry;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcModelStoreIT {

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration RUN_OUT = Duration.ofMillis(-1);

    private Database database;
    private JdbcModelStore store;
    private JdbcStreamStore stream;

    @BeforeEach
    void open() {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        store = new JdbcModelStore(connections, "test.");
        stream = new JdbcStreamStore(connections, "test.");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aVersionComesBackAsItWasRegisteredAndStays() {
        Version version = version("bayesian-1", 1);
        store.register(version);
        store.register(new Version("bayesian-1", "other", "candidate", Instant.EPOCH, null, Map.of()));

        assertThat(store.version("bayesian-1")).contains(version);
        assertThat(store.version("bayesian-2")).isEmpty();
        assertThat(store.champion()).isEmpty();
    }

    @Test
    void promotionsComeNewestFirstWithWhomTheyReplaced() {
        store.register(version("a", 1));
        store.register(version("b", 2));
        store.promote("a", "the first", null, null);
        store.promote("b", "better", null, null);

        List<Promotion> promotions = store.promotions(9);
        assertThat(promotions).extracting(Promotion::version).containsExactly("b", "a");
        assertThat(promotions).extracting(Promotion::previous).containsExactly("a", null);
        assertThat(promotions).extracting(Promotion::reason).containsExactly("better", "the first");
        assertThat(store.promotions(1)).hasSize(1);
    }

    @Test
    void aRollbackGoesToTheChampionBeforeAndOnlyToASoundOne(@TempDir Path folder) throws IOException {
        FileRegistry files = new FileRegistry(folder);
        Rollback rollback = new Rollback(store, files);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rollback.to(null, "why"))
                .withMessageContaining("ever");
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            FittedModel fitted =
                    new FittedModel("ewma", new TreeMap<>(Map.of("n", new byte[] {(byte) i})), new TreeMap<>());
            versions.add(files.save(fitted));
            store.register(version(versions.get(i), i));
            store.promote(versions.get(i), "better", null, null);
        }
        assertThat(rollback.to(null, "it breached")).isEqualTo(versions.get(1));
        assertThat(store.champion()).contains(versions.get(1));
        assertThat(store.promotions(1).getFirst().reason()).isEqualTo("rolled back by hand: it breached");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rollback.to(null, "again"))
                .withMessageContaining(versions.getFirst());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rollback.to(versions.get(1), "again"))
                .withMessageContaining("already");
        Files.write(folder.resolve(versions.getFirst()).resolve("n"), new byte[] {7});
        assertThatExceptionOfType(CorruptModelException.class)
                .isThrownBy(() -> rollback.to(versions.getFirst(), "further"));
        assertThat(store.champion()).contains(versions.get(1));
        assertThat(rollback.to(versions.get(2), "after all")).isEqualTo(versions.get(2));
    }

    @Test
    void versionsComeNewestFirst() {
        store.register(version("a", 1));
        store.register(version("b", 3));
        store.register(version("c", 2));

        assertThat(store.versions(2)).extracting(Version::version).containsExactly("b", "c");
    }

    @Test
    void aPromotionRetiresTheChampionAndIsAnnounced() {
        store.register(version("a", 1));
        store.register(version("b", 2));
        store.promote("a", "first", null, null);
        store.promote("b", "lower CRPS", null, null);

        assertThat(store.champion()).contains("b");
        assertThat(store.versions(9)).extracting(Version::state).containsExactly("champion", "retired");
        assertThat(announcements())
                .hasSize(2)
                .last()
                .asString()
                .contains("\"event\" : \"promoted\"", "\"version\" : \"b\"", "\"reason\" : \"lower CRPS\"");
        assertThat(stream.outbox(OutboxRow.CONTROL, 9))
                .extracting(entry -> entry.row().topic())
                .containsOnly("test.training.jobs");
    }

    @Test
    void promotingTheChampionAgainChangesNothing() {
        store.register(version("a", 1));
        store.promote("a", "first", null, null);
        store.promote("a", "again", null, null);

        assertThat(announcements()).hasSize(1);
    }

    @Test
    void anUnknownVersionIsNotPromotedAndTheChampionStays() {
        store.register(version("a", 1));
        store.promote("a", "first", null, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.promote("ghost", "?", null, null))
                .withMessageContaining("ghost");
        assertThat(store.champion()).contains("a");
        assertThat(store.version("a").orElseThrow().state()).isEqualTo("champion");
    }

    @Test
    void aRunIsAskedForOnceAndAnnouncedOnce() {
        long first = store.request("all", "2013-11-26", "night");
        long again = store.request("all", "2013-11-26", "alert");
        long other = store.request("all", "2013-11-27", "night");

        assertThat(again).isEqualTo(first).isNotEqualTo(other);
        assertThat(store.run(first).orElseThrow())
                .extracting(Run::state, Run::cause, Run::startedAt, Run::report)
                .containsExactly("queued", "night", null, Map.of());
        assertThat(announcements()).hasSize(2);
    }

    @Test
    void aRunWaitsUntilItIsClaimedAndAgainWhenItsLeaseRanOut() {
        assertThat(store.isRunWaiting()).isFalse();
        store.request("all", "2013-11-26", "night");
        assertThat(store.isRunWaiting()).isTrue();
        store.claim("me", LEASE);
        assertThat(store.isRunWaiting()).isFalse();
        expireLeases();
        assertThat(store.isRunWaiting()).isTrue();
    }

    @Test
    void aRunThatFiveTrainersDiedOfIsGivenUp() {
        long id = store.request("all", "2013-11-26", "night");
        for (int i = 0; i < 5; i++) {
            assertThat(store.claim("trainer " + i, LEASE)).isPresent();
            expireLeases();
        }

        assertThat(store.claim("sixth", LEASE)).isEmpty();
        assertThat(store.isRunWaiting()).isFalse();
        Run run = store.run(id).orElseThrow();
        assertThat(run.state()).isEqualTo("failed");
        assertThat(run.report().get("reason")).contains("5 trainers have died of it");
    }

    private void expireLeases() {
        database.execute("update training_run set lease_until = now() - interval '1 second' where state = 'running'");
    }

    @Test
    void runsAreClaimedOldestFirstAndOnce() {
        long first = store.request("all", "2013-11-26", "night");
        long second = store.request("all", "2013-11-27", "night");

        assertThat(store.claim("me", LEASE).orElseThrow())
                .extracting(Run::id, Run::state)
                .containsExactly(first, "running");
        assertThat(store.claim("you", LEASE)).as("one trainer at a time").isEmpty();
        assertThat(store.isRunWaiting()).as("for another trainer").isFalse();
        store.finish(first, "me", new Ended("kept", null, null, Map.of()));
        assertThat(store.claim("you", LEASE)).map(Run::id).contains(second);
        assertThat(store.runs(9)).extracting(Run::id).containsExactly(second, first);
    }

    @Test
    void aLeaseThatRanOutIsClaimedByTheNext() {
        long id = store.request("all", "2013-11-26", "night");
        store.claim("dead", RUN_OUT);

        assertThat(store.claim("alive", LEASE)).map(Run::id).contains(id);
        assertThat(store.renew(id, "dead", LEASE)).isFalse();
        assertThat(store.renew(id, "alive", LEASE)).isTrue();
        assertThatExceptionOfType(PositionLostException.class)
                .isThrownBy(() -> store.finish(id, "dead", new Ended("kept", null, null, Map.of())))
                .withMessageContaining("dead");
    }

    @Test
    void withoutTheLeaseNothingIsPromoted() {
        store.register(version("a", 1));
        long id = store.request("all", "2013-11-26", "night");
        store.claim("dead", RUN_OUT);

        assertThatExceptionOfType(PositionLostException.class).isThrownBy(() -> store.promote("a", "won", id, "dead"));
        assertThat(store.champion()).isEmpty();

        store.claim("alive", LEASE);
        store.promote("a", "won", id, "alive");
        assertThat(store.champion()).contains("a");
    }

    @Test
    void aFinishedRunKeepsItsReportInOrder() {
        long id = store.request("all", "2013-11-26", "night");
        store.claim("me", LEASE);
        Map<String, String> report = new java.util.LinkedHashMap<>();
        report.put("z", "0.1");
        report.put("a", "\"quoted\" {text}, with commas");
        store.finish(id, "me", new Ended("promoted", "b", "a", report));

        Run run = store.run(id).orElseThrow();
        assertThat(run.state()).isEqualTo("promoted");
        assertThat(run.challenger()).isEqualTo("b");
        assertThat(run.champion()).isEqualTo("a");
        assertThat(run.endedAt()).isNotNull();
        assertThat(List.copyOf(run.report().entrySet())).isEqualTo(List.copyOf(report.entrySet()));
        assertThat(store.claim("you", LEASE)).isEmpty();
    }

    private List<String> announcements() {
        return stream.outbox(OutboxRow.CONTROL, 99).stream()
                .map(OutboxEntry::row)
                .map(row -> new String(row.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Version version(String name, int second) {
        return new Version(
                name,
                "bayesian",
                "candidate",
                Instant.ofEpochSecond(second, 123_456_000),
                null,
                Map.of("seed", "1", "engine", "PyTorch 2.7.1"));
    }
}
