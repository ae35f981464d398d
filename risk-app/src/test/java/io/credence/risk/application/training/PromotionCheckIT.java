package io.credence.risk.application.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.ProgressListener;
import io.credence.risk.application.Audit;
import io.credence.risk.application.Audit.Count;
import io.credence.risk.application.Audit.Finding;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcShadowStore;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that compared a network with EWMA, held again from the stored bars and the registry. */
final class PromotionCheckIT {

    private static final Instant MIDNIGHT = Instant.parse("2013-11-28T00:00:00Z");
    private static final Instrument BTC = new Instrument("BTCUSD", 0.01, TradingCalendar.ALWAYS_OPEN);

    @TempDir
    private Path folder;

    private Database database;
    private JdbcModelStore store;
    private JdbcHistoryStore history;
    private FileRegistry files;
    private Outcome outcome;

    @BeforeEach
    void compare() {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        store = new JdbcModelStore(connections, "");
        history = new JdbcHistoryStore(connections);
        files = new FileRegistry(folder);
        history.save(BTC);
        history.append("1m", RandomBars.ending(BTC, MIDNIGHT, 1000, 1));
        Trials.champion(store, files, MIDNIGHT.minus(Duration.ofMinutes(230)), 1, 5);
        store.request("all", "by hand", "test");
        outcome = new Training(
                        store, new JdbcShadowStore(connections, ""), history, files, Trials.plan("bayesian", 1, 5))
                .next("me", ProgressListener.SILENT)
                .orElseThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Audit checked() {
        Audit audit = new Audit();
        new PromotionCheck(store, history, files, Trials.plan("ewma", 1, 5).material(), audit)
                .run(ProgressListener.SILENT);
        return audit;
    }

    @Test
    void aRunComesOutAgainAlsoWhenBarsHaveComeSince() {
        history.append("1m", RandomBars.ending(BTC, MIDNIGHT.plus(Duration.ofHours(1)), 60, 2));
        Audit audit = checked();

        assertThat(outcome.report()).containsKeys("champion_crps", "p_value");
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.count(Count.TRIALS)).isEqualTo(1);
        assertThat(audit.count(Count.PROMOTIONS)).isEqualTo(database.count("promotion"));
    }

    @Test
    void aPrettierReportIsFound() {
        database.execute(
                "update training_run set report = (report::jsonb || '{\"challenger_crps\": \"0.0001\"}')::json");
        assertThat(checked().findings()).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo("trial");
            assertThat(each.message()).contains("challenger_crps is", "stored is 1.0E-4");
        });
    }

    @Test
    void aChangedVerdictIsFound() {
        boolean promoted = outcome.state().equals(Outcome.PROMOTED);
        database.execute("update training_run set state = '" + (promoted ? "kept" : "promoted") + "'");
        assertThat(checked().findings())
                .extracting(Finding::message)
                .anyMatch(text -> text.contains("the stored bars say"));
    }

    @Test
    void aChampionThatNoRunEarnedIsFound() {
        database.execute("update training_run set state = 'kept'");
        database.execute("insert into promotion (version, previous, reason, run_id) select version, version, 'better', "
                + outcome.runId() + " from model_version where model = 'ewma'");
        assertThat(checked().findings())
                .filteredOn(each -> each.kind().equals("promotion"))
                .extracting(Finding::message)
                .anyMatch(text -> text.contains("did not earn it"));
    }

    @Test
    void barsThatWereChangedSinceAreFound() {
        database.execute("update bar set close = close * 1.01 where bar_end = '2013-11-27T23:00:00Z'");
        assertThat(checked().findings()).extracting(Finding::kind).contains("trial");
    }

    @Test
    void withoutTheModelsFilesNothingIsSaid() throws IOException {
        Files.delete(folder.resolve(outcome.challenger()).resolve("manifest.json"));
        Audit audit = checked();
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.count(Count.UNCHECKED)).isEqualTo(1);
    }
}
