package io.credence.risk.application.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.TrainingData;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcShadowStore;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.ModelStore.Run;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.port.PositionLostException;
import io.credence.risk.port.ShadowStore;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TrainingIT {

    private static final Instrument BTC = new Instrument("BTCUSD", 0.01, TradingCalendar.ALWAYS_OPEN);
    private static final Instant MIDNIGHT = Instant.parse("2013-11-28T00:00:00Z");
    private static final int BARS = 2000;

    @TempDir
    private Path folder;

    private Database database;
    private ModelStore store;
    private ShadowStore shadows;
    private JdbcHistoryStore history;
    private FileRegistry files;

    @BeforeEach
    void open() {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        store = new JdbcModelStore(connections, "");
        shadows = new JdbcShadowStore(connections, "");
        history = new JdbcHistoryStore(connections);
        files = new FileRegistry(folder);
        history.save(BTC);
        history.append("1m", RandomBars.ending(BTC, MIDNIGHT, BARS, 1));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Training training() {
        return new Training(store, shadows, history, files, Trials.plan("ewma", 1, 5));
    }

    private Outcome run(String night) {
        store.request("all", night, "test");
        return training().next("me", ProgressListener.SILENT).orElseThrow();
    }

    private FittedModel champion(Instant trainedUntil, Integer... horizons) {
        return Trials.champion(store, files, trainedUntil, horizons);
    }

    @Test
    void theFirstModelIsPromotedAtOnceAndItsFilesCanBeLoaded() {
        Outcome outcome = run("2013-11-28");

        assertThat(outcome.state()).isEqualTo("promoted");
        assertThat(store.champion()).contains(outcome.challenger());
        assertThat(files.load(outcome.challenger()).provenance())
                .containsEntry("code", "test")
                .containsEntry("night", "2013-11-28");
        Run stored = store.run(outcome.runId()).orElseThrow();
        assertThat(stored.state()).isEqualTo("promoted");
        assertThat(stored.report())
                .containsEntry("bars", Integer.toString(BARS))
                .containsKey("reason");
    }

    @Test
    void noRunNoWork() {
        assertThat(training().next("me", ProgressListener.SILENT)).isEmpty();
    }

    @Test
    void aNightReadsNothingPastItsMidnight() {
        history.append("1m", RandomBars.ending(BTC, MIDNIGHT.plus(Duration.ofHours(1)), 60, 2));

        assertThat(run("2013-11-28").report()).containsEntry("bars", Integer.toString(BARS));
        store.request("all", "by hand", "test");
        assertThat(new HistoryReader(history, Trials.plan("ewma", 1).material())
                        .read(store.claim("x", Duration.ofMinutes(1)).orElseThrow())
                        .bars())
                .isEqualTo(BARS + 60);
    }

    @Test
    void aChallengerThatIsTheChampionIsKept() {
        run("2013-11-27");

        Outcome second = run("2013-11-28");

        assertThat(second.state()).isEqualTo("kept");
        assertThat(second.reason()).contains("byte for byte");
    }

    @Test
    void comparesOnBarsThatNeitherHasSeen() {
        Instant seen = MIDNIGHT.minus(Duration.ofMinutes(200));
        FittedModel champion = champion(seen, 1, 5);
        store.request("all", "2013-11-28", "test");

        Outcome outcome = new Training(store, shadows, history, files, Trials.plan("bayesian", 1, 5))
                .next("me", ProgressListener.SILENT)
                .orElseThrow();

        assertThat(outcome.champion()).isEqualTo(champion.version());
        FittedModel challenger = files.load(outcome.challenger());
        assertThat(challenger.trainedUntil()).isEqualTo(seen);
        assertThat(Instant.parse(outcome.report().get("compared_from"))).isEqualTo(seen);
        assertThat(outcome.report()).containsEntry("origins", "200");
        assertThat(Double.parseDouble(outcome.report().get("challenger_crps"))).isPositive();
        assertThat(outcome.state()).isIn("promoted", "kept");
        assertThat(store.champion())
                .contains(outcome.state().equals("promoted") ? challenger.version() : champion.version());
        assertThat(store.version(challenger.version()).orElseThrow().provenance())
                .containsKey("seed");
    }

    /** What has come since is few bars, and an update of the head knows no steps; an incident's run is a fit from nothing. */
    @Test
    void aContinualNightGoesOnFromTheChampion() {
        TrainingPlan plain = Trials.plan("bayesian", 1, 0, List.of(1, 5));
        TrainingPlan plan = new TrainingPlan(
                "bayesian", plain.material(), plain.options(), true, "test", plain.lease(), 0, Duration.ZERO, 0);
        Training training = new Training(store, shadows, history, files, plan);
        store.request("all", "2013-11-28", "test");
        String champion =
                training.next("me", ProgressListener.SILENT).orElseThrow().challenger();
        history.append("1m", RandomBars.ending(BTC, MIDNIGHT.plus(Duration.ofHours(12)), 720, 2));
        store.request("all", "by hand", "test");
        List<Long> steps = new ArrayList<>();

        Outcome outcome = training.next("me", (done, total) -> steps.add(done)).orElseThrow();

        assertThat(outcome.state()).isIn("promoted", "kept");
        assertThat(steps).isEmpty();
        FittedModel challenger = files.load(outcome.challenger());
        assertThat(challenger.provenance()).containsEntry("yesterday", champion);
        assertThat(challenger.trainedUntil()).isAfter(files.load(champion).trainedUntil());

        store.request("all", "incident-1", "incident: calibration");
        database.execute("update training_run set since = '" + MIDNIGHT + "' where night = 'incident-1'");
        Outcome relief = training.next("me", (done, total) -> steps.add(done)).orElseThrow();
        assertThat(steps).containsExactly(1L);
        assertThat(files.load(relief.challenger()).provenance()).doesNotContainKey("yesterday");
    }

    @Test
    void readsAtMostOneMachinesShareOfInstruments() {
        for (int i = 0; i < 100; i++) {
            history.save(new Instrument("X" + i, 0.01, TradingCalendar.ALWAYS_OPEN));
        }
        store.request("all", "by hand", "test");
        Run run = store.claim("me", Duration.ofMinutes(1)).orElseThrow();

        assertThat(new HistoryReader(history, Trials.plan("ewma", 1).material())
                        .read(run)
                        .series())
                .hasSize(HistoryReader.MOST_INSTRUMENTS)
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsTheChampionWhereTooLittleHasHappenedSinceItWasTrained() {
        champion(MIDNIGHT.minus(Duration.ofMinutes(10)), 1, 5);

        Outcome outcome = run("2013-11-28");

        assertThat(outcome.state()).isEqualTo("kept");
        assertThat(outcome.challenger()).isNull();
        assertThat(outcome.reason()).contains("10 origins").contains("200 are needed");
    }

    @Test
    void aRunThatAnIncidentAsksForTooSoonAfterTheChangeKeepsTheChampionAndSaysWhatIsMissing() {
        FittedModel champion = champion(Instant.EPOCH, 1, 5);
        store.request("all", "incident-1", "incident: calibration");
        database.execute("update training_run set since = '" + MIDNIGHT.minus(Duration.ofMinutes(300)) + "'");

        Outcome outcome = training().next("me", ProgressListener.SILENT).orElseThrow();

        assertThat(outcome.state()).isEqualTo("kept");
        assertThat(outcome.reason()).contains("too few bars since the change", "201 to judge by");
        assertThat(store.champion()).contains(champion.version());
    }

    private Training tried() {
        TrainingPlan plan = Trials.plan("ewma", 1, 3, List.of(1, 5));
        return new Training(store, shadows, history, files, plan);
    }

    /** A network that has hardly been trained, which the reference beats. */
    private String poorChampion() {
        store.request("all", "2013-11-27", "test");
        TrainingPlan plan = Trials.plan("bayesian", 1, 5);
        return new Training(store, shadows, history, files, plan)
                .next("me", ProgressListener.SILENT)
                .orElseThrow()
                .challenger();
    }

    @Test
    void aChallengerThatEarnedItGoesOnTrialAndTheNextNightsWaitForIt() {
        String champion = poorChampion();
        store.request("all", "2013-11-28", "test");

        Outcome outcome = tried().next("me", ProgressListener.SILENT).orElseThrow();

        assertThat(outcome.reason()).contains("promoted; on trial for 3 nights");
        assertThat(outcome.state()).isEqualTo("shadow");
        assertThat(store.run(outcome.runId()).orElseThrow().state()).isEqualTo("shadow");
        assertThat(store.champion()).contains(champion);
        assertThat(store.version(outcome.challenger()).orElseThrow().state()).isEqualTo("shadow");
        assertThat(shadows.current().orElseThrow().version()).isEqualTo(outcome.challenger());

        store.request("all", "2013-11-29", "test");
        Outcome next = tried().next("me", ProgressListener.SILENT).orElseThrow();
        assertThat(next.state()).isEqualTo("kept");
        assertThat(next.reason()).contains(outcome.challenger() + " is on trial since");

        database.execute("update training_run set state = 'running', lease_until = now() - interval '1 second'"
                + " where id = " + outcome.runId());
        Outcome again = tried().next("other", ProgressListener.SILENT).orElseThrow();
        assertThat(again.state()).as("its trainer died before it could say so").isEqualTo("shadow");
        assertThat(again.challenger()).isEqualTo(outcome.challenger());
    }

    @Test
    void anIncidentsChallengerIsNotPutOnTrialAndEndsTheOneUnderWay() {
        poorChampion();
        store.request("all", "2013-11-28", "test");
        Outcome nightly = tried().next("me", ProgressListener.SILENT).orElseThrow();
        store.request("all", "incident-1", "incident: calibration");
        database.execute("update training_run set since = '" + MIDNIGHT.minus(Duration.ofMinutes(900))
                + "' where night = 'incident-1'");

        Outcome emergency = tried().next("me", ProgressListener.SILENT).orElseThrow();

        assertThat(emergency.state()).isEqualTo("promoted");
        assertThat(store.champion()).contains(emergency.challenger());
        assertThat(shadows.current()).isEmpty();
        assertThat(shadows.trials(nightly.challenger()).getFirst().verdict()).isNotNull();
    }

    @Test
    void theFirstModelOfAllIsNotPutOnTrial() {
        store.request("all", "2013-11-28", "test");

        assertThat(tried().next("me", ProgressListener.SILENT).orElseThrow().state())
                .isEqualTo("promoted");
    }

    @Test
    void theReferenceStandsInForAChampionWhoseFilesAreCorrupt() throws IOException {
        FittedModel champion = champion(Instant.EPOCH, 1, 5, 9);
        Files.writeString(folder.resolve(champion.version()).resolve("horizons.txt"), "x");

        Outcome outcome = run("2013-11-28");

        assertThat(outcome.state()).isEqualTo("kept");
        assertThat(outcome.report().get("compared_with")).contains("EWMA").contains("horizons.txt");
        assertThat(Double.parseDouble(outcome.report().get("champion_crps")))
                .isEqualTo(Double.parseDouble(outcome.report().get("challenger_crps")));
        assertThat(Instant.parse(outcome.report().get("compared_until"))).isEqualTo(MIDNIGHT);
    }

    @Test
    void theReferenceStandsInWhereTheHorizonsHaveChanged() {
        champion(Instant.EPOCH, 1);

        Outcome outcome = run("2013-11-28");

        assertThat(outcome.report().get("compared_with")).contains("[1], not [1, 5]");
    }

    @Test
    void barsThatChoseAChampionDoNotJudgeItAgain() throws IOException {
        FittedModel old = champion(Instant.EPOCH, 1, 5, 9);
        Files.delete(folder.resolve(old.version()).resolve("horizons.txt"));
        Outcome judged = run("2013-11-28");
        store.promote(judged.challenger(), "test", null, null);

        Champion champion =
                Champion.of(store, files, Trials.plan("ewma", 1, 5).material()).orElseThrow();

        assertThat(champion.used()).isEqualTo(MIDNIGHT);
        assertThat(champion.model().trainedUntil()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void anInstrumentThatCannotBeUsedIsLeftOutWithTheReason() {
        Instrument young = new Instrument("YOUNG", 0.01, TradingCalendar.ALWAYS_OPEN);
        Instrument broken = new Instrument("BROKEN", 0.01, TradingCalendar.ALWAYS_OPEN);
        history.save(young);
        history.save(broken);
        history.append("1m", RandomBars.ending(young, MIDNIGHT, 5, 3));
        Bar good = RandomBars.ending(broken, MIDNIGHT, 1, 4).getFirst();
        history.append(
                "1m",
                List.of(new Bar(
                        "BROKEN", good.start(), good.end(), good.open(), good.high(), good.low(), Double.NaN, 1, 1)));

        Outcome outcome = run("2013-11-28");

        assertThat(outcome.state()).isEqualTo("promoted");
        assertThat(outcome.report().get("left_out.YOUNG")).contains("5 bars");
        assertThat(outcome.report().get("left_out.BROKEN")).contains("NaN");
    }

    @Test
    void aRunThatFailsLeavesTheChampionAndSaysWhy() {
        FittedModel champion = champion(Instant.EPOCH, 1, 5);
        store.request("NOSUCH", "2013-11-28", "test");

        Outcome outcome = training().next("me", ProgressListener.SILENT).orElseThrow();

        assertThat(outcome.state()).isEqualTo("failed");
        assertThat(outcome.isDone()).isFalse();
        assertThat(store.champion()).contains(champion.version());
        Run stored = store.run(outcome.runId()).orElseThrow();
        assertThat(stored.state()).isEqualTo("failed");
        assertThat(stored.report().get("reason")).contains("NOSUCH").contains("BTCUSD");
    }

    @Test
    void nothingIsPromotedByATrainerWhoseRunWasTaken() {
        long id = store.request("all", "2013-11-28", "test");

        assertThatThrownBy(() -> training()
                        .next(
                                "me",
                                (done, total) ->
                                        database.execute("update training_run set owner = 'thief' where id = " + id)))
                .isInstanceOf(PositionLostException.class);

        assertThat(store.champion()).isEmpty();
        assertThat(store.run(id).orElseThrow().state()).isEqualTo("running");
    }

    @Test
    void aFitStopsWhenTheLeaseIsLost() {
        long id = store.request("all", "2013-11-28", "test");
        Run run = store.claim("me", Duration.ofMillis(300)).orElseThrow();

        try (Lease lease = Lease.hold(store, run.id(), "me", Duration.ofMillis(300))) {
            lease.check();
            database.execute("update training_run set owner = 'thief' where id = " + id);

            assertThat(Stream.generate(() -> isLost(lease)).anyMatch(lost -> lost))
                    .isTrue();
        }
    }

    private static boolean isLost(Lease lease) {
        try {
            lease.check();
            return false;
        } catch (PositionLostException e) {
            return e.getMessage().contains("no longer me's");
        }
    }

    @Test
    void aLeaseThatIsHeldIsRenewed() {
        store.request("all", "2013-11-28", "test");
        Run run = store.claim("me", Duration.ofMillis(300)).orElseThrow();
        Instant first = leaseUntil();

        try (Lease lease = Lease.hold(store, run.id(), "me", Duration.ofMillis(300))) {
            assertThat(Stream.generate(this::leaseUntil)
                            .anyMatch(until -> until.isAfter(first.plus(Duration.ofMillis(500)))))
                    .isTrue();
            lease.check();
        }
    }

    private Instant leaseUntil() {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select lease_until from training_run")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRunWhoseTrainerDiedIsCarriedOutByTheNext() {
        long id = store.request("all", "2013-11-28", "test");
        store.claim("dead", Duration.ofMinutes(10));
        database.execute("update training_run set lease_until = now() - interval '1 second' where id = " + id);

        assertThat(training().next("me", ProgressListener.SILENT).orElseThrow().runId())
                .isEqualTo(id);
    }

    @Test
    void aRunWhoseTrainerDiedAfterThePromotionEndsAsPromoted() {
        Outcome outcome = run("2013-11-28");
        database.execute("update training_run set state = 'running', lease_until = now() - interval '1 second'");

        Outcome again = training().next("other", ProgressListener.SILENT).orElseThrow();

        assertThat(again.state()).isEqualTo("promoted");
        assertThat(again.challenger()).isEqualTo(outcome.challenger());
    }

    /** As a kill does, at the worst moments: the state of the step before is stored, that of this one is not. */
    @Test
    void aFitThatIsCutOffGoesOnFromItsCheckpointAndGivesTheSameBytes() {
        TrainingPlan twelve = Trials.plan("bayesian", 12, 0, List.of(1, 5));
        Training training = new Training(store, shadows, history, files, twelve);
        long run = store.request("all", "2013-11-28", "test");
        List<Long> steps = new ArrayList<>();
        for (long last : List.of(1L, 4L, 11L)) {
            assertThatThrownBy(() -> training.next("killed at " + last, (done, total) -> {
                        steps.add(done);
                        if (done == last) {
                            throw new Killed();
                        }
                    }))
                    .isInstanceOf(Killed.class);
            database.execute("update training_run set lease_until = now() - interval '1 second'");
        }

        Outcome outcome =
                training.next("the last", (done, total) -> steps.add(done)).orElseThrow();

        assertThat(steps).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(outcome.runId()).isEqualTo(run);
        assertThat(outcome.challenger()).isEqualTo(uninterrupted(12));
        assertThat(database.count("training_checkpoint")).isZero();
    }

    /** The version says what is in the files. */
    private String uninterrupted(int steps) {
        TrainingData data = new TrainingData(
                Trials.MINUTE, List.of(1, 5), List.of(new BarSeries(BTC, RandomBars.ending(BTC, MIDNIGHT, BARS, 1))));
        return ModelCatalogue.named("bayesian")
                .fit(data, new FitOptions(1, steps), ProgressListener.SILENT)
                .version();
    }

    @Test
    void aCheckpointThatIsDamagedOrOfOtherBarsIsNotGoneOnWith() {
        long run = store.request("all", "2013-11-28", "test");
        store.claim("dead", Duration.ofMinutes(1));
        store.saveCheckpoint(run, "dead", new byte[] {1, 2, 3});
        database.execute("update training_run set lease_until = now() - interval '1 second'");

        Outcome outcome = new Training(store, shadows, history, files, Trials.plan("bayesian", 1, 5))
                .next("me", ProgressListener.SILENT)
                .orElseThrow();

        assertThat(outcome.challenger()).isEqualTo(uninterrupted(1));
    }

    @Test
    void filesOfChallengersThatWereNeverPromotedAreRemovedButForTheNewest() {
        FittedModel first = champion(Instant.EPOCH, 1);
        FittedModel second = champion(Instant.EPOCH, 1, 5);
        String tried = rejected(1, "on trial");
        long run = store.request("all", "trial", "test");
        store.claim("me", Duration.ofMinutes(1));
        shadows.enter(tried, 3, "test", run, "me");
        shadows.end(shadows.current().orElseThrow(), false, Map.of("reason", "test"));
        String unfinished = rejected(2, "of the run under way");
        database.execute("update model_version set run_id = " + run + " where version = '" + unfinished + "'");
        List<String> rejected = List.of(rejected(3, "oldest"), rejected(4, "older"), rejected(5, "newest"));

        new Retention(store, files, 1).sweep();

        assertThat(List.of(first.version(), second.version(), tried, unfinished, rejected.get(2)))
                .allSatisfy(kept -> assertThat(files.load(kept).version()).isEqualTo(kept));
        assertThat(rejected.subList(0, 2))
                .allSatisfy(gone -> assertThat(folder.resolve(gone)).doesNotExist());
        assertThat(store.version(rejected.get(0)))
                .as("what is known of it stays")
                .isPresent();
        new Retention(store, files, 0).sweep();
        assertThat(files.load(rejected.get(2)).files()).isNotEmpty();
    }

    /** @param second of its registration */
    private String rejected(int second, String text) {
        FittedModel model = new FittedModel(
                "ewma", new TreeMap<>(Map.of("note.txt", text.getBytes(StandardCharsets.UTF_8))), new TreeMap<>());
        files.save(model);
        Instant at = Instant.EPOCH.plusSeconds(second);
        store.register(new Version(model.version(), "ewma", "candidate", at, null, model.provenance()));
        return model.version();
    }

    /** Not an exception that a run ends with. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void ofTwoTrainersOneRuns() throws Exception {
        store.request("all", "2013-11-28", "test");
        CyclicBarrier together = new CyclicBarrier(2);

        try (ExecutorService trainers = Executors.newFixedThreadPool(2)) {
            List<Future<Optional<Outcome>>> outcomes = Stream.of("one", "other")
                    .map(owner -> trainers.submit(() -> {
                        together.await();
                        return training().next(owner, ProgressListener.SILENT);
                    }))
                    .toList();
            long done = 0;
            for (Future<Optional<Outcome>> outcome : outcomes) {
                done += outcome.get().stream().count();
            }
            assertThat(done).isEqualTo(1);
        }
    }
}
