package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ProgressListener;
import io.credence.risk.application.Audit;
import io.credence.risk.application.Comparison;
import io.credence.risk.application.OutcomeCheck;
import io.credence.risk.application.Predictors;
import io.credence.risk.application.Recomputation;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcLedgerQueries;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcReplayQueries;
import io.credence.risk.persistence.JdbcRiskQueries;
import io.credence.risk.persistence.JdbcShadowStore;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A challenger on trial beside the champion, on the real broker and the real database. */
@Timeout(120)
class ShadowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path registry;

    private final MinuteTrades trades = new MinuteTrades();

    /** Both versions compute as the reference does, so that the lanes must agree in every bit but their names. */
    @Test
    void forecastsBesideTheChampionAndGoesOnAfterARestartAsIfThereWasNone() throws Exception {
        String topic = Broker.newTickTopic("shadow", MinuteTrades.PARTITIONS);
        try (Database database = MinuteTrades.database()) {
            String champion = registered(database, "one");
            String shadow = registered(database, "two");
            models(database).promote(champion, "test", null, null);
            try (Replica replica = Replica.start(database, topic, registry, 100)) {
                awaitChampion(database, champion);
                trades.publish(topic, 0);
                database.await(PATIENCE, "select count(*) = 180 from bar");
                enter(database, shadow);
                database.await(PATIENCE, "select count(*) = 3 from shadow_state");
                trades.publish(topic, 1);
                database.await(PATIENCE, "select count(*) = 360 from bar");
                assertThat(replica.meter().trouble()).isEmpty();
            }
            try (Replica next = Replica.start(database, topic, registry, 100)) {
                trades.publish(topic, 2);
                database.await(PATIENCE, "select count(*) = 540 from bar");
                assertThat(next.meter().progress().divergent()).isZero();
            }

            assertThat(database.ask("select count(*) from forecast where lane = '" + shadow + "'"))
                    .isEqualTo(Integer.toString(3 * 3 * 120));
            assertThat(database.ask("select count(*) from forecast where lane = 'champion' and model_version = '"
                            + champion + "'"))
                    .isEqualTo(database.ask("select count(*) from forecast where lane = 'champion'"));
            assertThat(database.ask("""
                    select bool_and(c.distribution = s.distribution) from forecast s
                    join forecast c using (instrument, spec, horizon, origin) where s.lane <> 'champion' and c.lane = 'champion'""")).isEqualTo("t");
            assertThat(database.ask("select count(*) from score where lane = '" + shadow + "' and horizon = 1"))
                    .isEqualTo(Integer.toString(3 * 119));
            assertThat(database.ask("""
                    select bool_and(s.crps = c.crps and s.reference_crps = c.reference_crps)
                    from score s join score c using (instrument, spec, horizon, origin)
                    where s.lane <> 'champion' and c.lane = 'champion'""")).isEqualTo("t");
            assertThat(database.ask("select count(*) from alert where model_version = '" + shadow + "'"))
                    .isEqualTo("0");
            everyForecastOfTheShadowComesOutAgain(database, shadow);
            itsScoresAreVerified(database, shadow);
        }
    }

    /** A champion is looked for at intervals: without this the first bars may be the fall-back's. */
    private static void awaitChampion(Database database, String version) {
        database.await(
                PATIENCE,
                "select count(*) = %d and bool_and(model_version = '%s') from stream_position"
                        .formatted(MinuteTrades.PARTITIONS, version));
    }

    private void itsScoresAreVerified(Database database, String shadow) {
        long champions = Long.parseLong(database.ask("select count(*) from score where lane = 'champion'"));
        long shadows = Long.parseLong(database.ask("select count(*) from score where lane = '" + shadow + "'"));
        Audit audit = outcomes(database);
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.count(Audit.Count.SCORES)).isEqualTo(champions + shadows);
        String id = database.ask("select forecast_id from score where lane = '" + shadow + "' limit 1");
        database.execute("update score set crps = 0.9 * crps where forecast_id = '" + id + "'");
        assertThat(outcomes(database).findings()).extracting(Audit.Finding::id).containsExactly(id);
    }

    private Audit outcomes(Database database) {
        Connections connections = Connections.plain(database.address());
        Audit audit = new Audit();
        try (Predictors predictors = new Predictors(new FileRegistry(registry), List.of(1, 5, 15))) {
            new OutcomeCheck(
                            new JdbcLedgerQueries(connections, ""),
                            new JdbcHistoryStore(connections),
                            predictors,
                            audit,
                            Instant.EPOCH)
                    .run(ProgressListener.SILENT);
        }
        return audit;
    }

    private void everyForecastOfTheShadowComesOutAgain(Database database, String shadow) {
        Connections connections = Connections.plain(database.address());
        try (Predictors predictors = new Predictors(new FileRegistry(registry), List.of(1, 5, 15))) {
            Recomputation again = new Recomputation(
                    new JdbcHistoryStore(connections), new JdbcReplayQueries(connections), predictors);
            UUID id = UUID.fromString(database.ask("select id from forecast where lane = '" + shadow
                    + "' and instrument = 'BBB' order by origin desc limit 1"));
            ForecastRow stored = new JdbcRiskQueries(connections).forecast(id).orElseThrow();
            assertThat(Comparison.of(stored, again.of(stored).forecast()))
                    .isEqualTo(new Comparison(true, true, true, Map.of()));
        }
    }

    @Test
    void itsPromotionIsASwapAndItsLaneEnds() throws Exception {
        String topic = Broker.newTickTopic("shadow", MinuteTrades.PARTITIONS);
        try (Database database = MinuteTrades.database()) {
            String shadow = registered(database, "two");
            models(database).promote(registered(database, "one"), "test", null, null);
            enter(database, shadow);
            JdbcShadowStore shadows = new JdbcShadowStore(Connections.plain(database.address()), "");
            try (Replica replica = Replica.start(database, topic, registry, 100)) {
                trades.publish(topic, 0);
                database.await(PATIENCE, "select count(*) = 180 from bar");
                assertThat(shadows.end(shadows.current().orElseThrow(), true, Map.of("reason", "better")))
                        .isTrue();
                database.await(PATIENCE, "select bool_and(model_version = '" + shadow + "') from stream_position");
                trades.publish(topic, 1);
                database.await(PATIENCE, "select count(*) = 360 from bar");
                assertThat(replica.meter().trouble()).isEmpty();
            }
            assertThat(database.ask(
                            "select to_char(max(origin) at time zone 'UTC', 'HH24:MI:SS') from forecast where lane = '"
                                    + shadow + "'"))
                    .isEqualTo("10:01:00");
            assertThat(database.ask("select count(*) from forecast where lane = 'champion' and model_version = '"
                            + shadow + "'"))
                    .isEqualTo("540");
            assertThat(database.ask("select count(*) from shadow_state")).isEqualTo("0");
        }
    }

    @Test
    void oneThatCannotComputeLosesItsTrialAndTheStreamGoesOn() throws Exception {
        String topic = Broker.newTickTopic("shadow", MinuteTrades.PARTITIONS);
        try (Database database = MinuteTrades.database()) {
            String shadow = registered(database, "two");
            models(database).promote(registered(database, "one"), "test", null, null);
            enter(database, shadow);
            Files.writeString(registry.resolve(shadow).resolve("other.txt"), "changed by hand");
            try (Replica replica = Replica.start(database, topic, registry, 100)) {
                trades.publish(topic, 0);
                database.await(PATIENCE, "select count(*) = 180 from bar");
                database.await(PATIENCE, "select verdict = 'dropped' from shadow");
                assertThat(replica.meter().running()).isTrue();
            }
            assertThat(database.ask("select report ->> 'reason' from shadow")).contains("other.txt");
            assertThat(database.ask("select state from model_version where version = '" + shadow + "'"))
                    .isEqualTo("retired");
            assertThat(database.ask("select count(*) from forecast where lane <> 'champion'"))
                    .isEqualTo("0");
        }
    }

    /** An EWMA model with a file more than the reference, so that it bears another version. */
    private String registered(Database database, String text) {
        FittedModel model = OtherModel.of(text);
        new FileRegistry(registry).save(model);
        models(database)
                .register(new Version(model.version(), "ewma", "candidate", MinuteTrades.START, null, Map.of()));
        return model.version();
    }

    private static JdbcModelStore models(Database database) {
        return new JdbcModelStore(Connections.plain(database.address()), "");
    }

    private static void enter(Database database, String version) {
        JdbcModelStore models = models(database);
        long run = models.request("all", version, "test");
        models.claim("me", Duration.ofMinutes(5));
        new JdbcShadowStore(Connections.plain(database.address()), "").enter(version, 5, "test", run, "me");
    }
}
