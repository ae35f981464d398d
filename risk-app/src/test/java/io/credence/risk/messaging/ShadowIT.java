package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.Trade;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.FittedModel;
import io.credence.risk.application.Comparison;
import io.credence.risk.application.Predictors;
import io.credence.risk.application.Recomputation;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcReplayQueries;
import io.credence.risk.persistence.JdbcRiskQueries;
import io.credence.risk.persistence.JdbcShadowStore;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Await;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A challenger on trial beside the champion, on the real broker and the real database. */
@Timeout(120)
class ShadowIT {

    private static final Instant START = Instant.parse("2024-01-15T10:00:00Z");
    private static final List<String> NAMES = List.of("AAA", "BBB", "CCC");
    private static final int PARTITIONS = 2;
    private static final int SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path registry;

    private final Random random = new Random(7);

    /** Both versions compute as the reference does, so that the lanes must agree in every bit but their names. */
    @Test
    void forecastsBesideTheChampionAndGoesOnAfterARestartAsIfThereWasNone() throws Exception {
        String topic = Broker.newTickTopic("shadow", PARTITIONS);
        try (Database database = database()) {
            String champion = registered(database, "one");
            String shadow = registered(database, "two");
            models(database).promote(champion, "test", null, null);
            try (Replica replica = Replica.start(database, topic, registry, 100)) {
                awaitChampion(database, champion);
                publish(topic, 0);
                await(database, "select count(*) = 180 from bar");
                enter(database, shadow);
                await(database, "select count(*) = 3 from shadow_state");
                publish(topic, 1);
                await(database, "select count(*) = 360 from bar");
                assertThat(replica.meter().trouble()).isEmpty();
            }
            try (Replica next = Replica.start(database, topic, registry, 100)) {
                publish(topic, 2);
                await(database, "select count(*) = 540 from bar");
                assertThat(next.meter().progress().divergent()).isZero();
            }

            assertThat(ask(database, "select count(*) from forecast where lane = '" + shadow + "'"))
                    .isEqualTo(Integer.toString(3 * 3 * 120));
            assertThat(ask(
                            database,
                            "select count(*) from forecast where lane = 'champion' and model_version = '" + champion
                                    + "'"))
                    .isEqualTo(ask(database, "select count(*) from forecast where lane = 'champion'"));
            assertThat(ask(database, """
                    select bool_and(c.distribution = s.distribution) from forecast s
                    join forecast c using (instrument, spec, horizon, origin) where s.lane <> 'champion' and c.lane = 'champion'""")).isEqualTo("t");
            assertThat(ask(database, "select count(*) from score where lane = '" + shadow + "' and horizon = 1"))
                    .isEqualTo(Integer.toString(3 * 119));
            assertThat(ask(database, """
                    select bool_and(s.crps = c.crps and s.reference_crps = c.reference_crps)
                    from score s join score c using (instrument, spec, horizon, origin)
                    where s.lane <> 'champion' and c.lane = 'champion'""")).isEqualTo("t");
            assertThat(ask(database, "select count(*) from alert where model_version = '" + shadow + "'"))
                    .isEqualTo("0");
            everyForecastOfTheShadowComesOutAgain(database, shadow);
        }
    }

    /** A champion is looked for at intervals: without this the first bars may be the fall-back's. */
    private static void awaitChampion(Database database, String version) {
        await(
                database,
                "select count(*) = %d and bool_and(model_version = '%s') from stream_position"
                        .formatted(PARTITIONS, version));
    }

    private void everyForecastOfTheShadowComesOutAgain(Database database, String shadow) {
        Connections connections = Connections.plain(database.address());
        try (Predictors predictors = new Predictors(new FileRegistry(registry), List.of(1, 5, 15))) {
            Recomputation again = new Recomputation(
                    new JdbcHistoryStore(connections), new JdbcReplayQueries(connections), predictors);
            UUID id = UUID.fromString(ask(
                    database,
                    "select id from forecast where lane = '" + shadow
                            + "' and instrument = 'BBB' order by origin desc limit 1"));
            ForecastRow stored = new JdbcRiskQueries(connections).forecast(id).orElseThrow();
            assertThat(Comparison.of(stored, again.of(stored).forecast()))
                    .isEqualTo(new Comparison(true, true, true, Map.of()));
        }
    }

    @Test
    void itsPromotionIsASwapAndItsLaneEnds() throws Exception {
        String topic = Broker.newTickTopic("shadow", PARTITIONS);
        try (Database database = database()) {
            String shadow = registered(database, "two");
            models(database).promote(registered(database, "one"), "test", null, null);
            enter(database, shadow);
            JdbcShadowStore shadows = new JdbcShadowStore(Connections.plain(database.address()), "");
            try (Replica replica = Replica.start(database, topic, registry, 100)) {
                publish(topic, 0);
                await(database, "select count(*) = 180 from bar");
                assertThat(shadows.end(shadows.current().orElseThrow(), true, Map.of("reason", "better")))
                        .isTrue();
                await(database, "select bool_and(model_version = '" + shadow + "') from stream_position");
                publish(topic, 1);
                await(database, "select count(*) = 360 from bar");
                assertThat(replica.meter().trouble()).isEmpty();
            }
            assertThat(ask(
                            database,
                            "select to_char(max(origin) at time zone 'UTC', 'HH24:MI:SS') from forecast where lane = '"
                                    + shadow + "'"))
                    .isEqualTo("10:01:00");
            assertThat(ask(
                            database,
                            "select count(*) from forecast where lane = 'champion' and model_version = '" + shadow
                                    + "'"))
                    .isEqualTo("540");
            assertThat(ask(database, "select count(*) from shadow_state")).isEqualTo("0");
        }
    }

    @Test
    void oneThatCannotComputeLosesItsTrialAndTheStreamGoesOn() throws Exception {
        String topic = Broker.newTickTopic("shadow", PARTITIONS);
        try (Database database = database()) {
            String shadow = registered(database, "two");
            models(database).promote(registered(database, "one"), "test", null, null);
            enter(database, shadow);
            Files.writeString(registry.resolve(shadow).resolve("other.txt"), "changed by hand");
            try (Replica replica = Replica.start(database, topic, registry, 100)) {
                publish(topic, 0);
                await(database, "select count(*) = 180 from bar");
                await(database, "select verdict = 'dropped' from shadow");
                assertThat(replica.meter().running()).isTrue();
            }
            assertThat(ask(database, "select report ->> 'reason' from shadow")).contains("other.txt");
            assertThat(ask(database, "select state from model_version where version = '" + shadow + "'"))
                    .isEqualTo("retired");
            assertThat(ask(database, "select count(*) from forecast where lane <> 'champion'"))
                    .isEqualTo("0");
        }
    }

    /** An EWMA model with a file more than the reference, so that it bears another version. */
    private String registered(Database database, String text) {
        byte[] other = text.getBytes(StandardCharsets.UTF_8);
        FittedModel model = new FittedModel(
                "ewma",
                new TreeMap<>(Map.of("horizons.txt", "1,5,15".getBytes(StandardCharsets.UTF_8), "other.txt", other)),
                new TreeMap<>());
        new FileRegistry(registry).save(model);
        models(database).register(new Version(model.version(), "ewma", "candidate", START, null, Map.of()));
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

    private static Database database() {
        Database database = Database.fresh();
        JdbcHistoryStore history = new JdbcHistoryStore(Connections.plain(database.address()));
        NAMES.forEach(name -> history.save(new Instrument(name, 0.01, TradingCalendar.ALWAYS_OPEN)));
        return database;
    }

    /** A minute of trades, one a second of each instrument, and a heartbeat that closes its last bars. */
    private void publish(String topic, int minute) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(new KafkaSettings(Broker.bootstrap(), "none", Optional.empty(), 500).producer())) {
            for (int second = minute * SECONDS; second < (minute + 1) * SECONDS; second++) {
                for (String name : NAMES) {
                    Trade trade = new Trade(
                            name, "t", second, START.plusSeconds(second), 100 + 0.01 * random.nextInt(100), 1);
                    producer.send(
                            new ProducerRecord<>(topic, name.getBytes(StandardCharsets.UTF_8), TickJson.encode(trade)));
                }
            }
            Instant end = START.plusSeconds((minute + 1L) * SECONDS).plus(Duration.ofSeconds(2));
            for (int partition = 0; partition < PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>(topic, partition, null, TickJson.encode(new Heartbeat(end))));
            }
        }
    }

    private static String ask(Database database, String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static void await(Database database, String condition) {
        Await.within(PATIENCE, () -> "t".equals(ask(database, condition)));
    }
}
