package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.Trade;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Await;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.Database;
import java.nio.charset.StandardCharsets;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A promotion while the stream runs, on the real broker and the real database. */
@Timeout(120)
class SwapIT {

    private static final Instant START = Instant.parse("2024-01-15T10:00:00Z");
    private static final List<String> NAMES = List.of("AAA", "BBB", "CCC");
    private static final int PARTITIONS = 2;
    private static final int SECONDS = 60;
    private static final String REFERENCE =
            EwmaModel.reference(List.of(1, 5, 15)).version();

    @TempDir
    private Path registry;

    private final Random random = new Random(7);

    @Test
    void aPromotionLosesNoBarAndTheNewVersionIsWarm() throws Exception {
        String topic = Broker.newTickTopic("swap", PARTITIONS);
        try (Database database = database();
                Replica replica = Replica.start(database, topic, registry, 100)) {
            publish(topic, 0);
            await(database, "select count(*) = 180 from bar");
            new FileRegistry(registry).save(OtherModel.FITTED);
            String version = OtherModel.promote(database);
            await(database, "select bool_and(model_version = '" + version + "') from stream_position");
            publish(topic, 1);
            await(database, "select count(*) = 360 from bar");

            assertThat(versions(database))
                    .isEqualTo(Map.of(
                            REFERENCE, "270 until 2024-01-15 10:01:00", version, "540 until 2024-01-15 10:02:00"));
            assertThat(replica.meter().trouble()).isEmpty();
            assertThat(distributions(database)).isEqualTo(withoutAPromotion(topic));
        }
    }

    @Test
    void aVersionWhoseFilesAreMissingDoesNotStopTheStream() throws Exception {
        String topic = Broker.newTickTopic("swap", PARTITIONS);
        try (Database database = database();
                Replica replica = Replica.start(database, topic, registry, 100)) {
            publish(topic, 0);
            await(database, "select count(*) = 180 from bar");
            String version = OtherModel.promote(database);
            await(database, "select bool_and(model_version = '" + version + "') from stream_position");
            publish(topic, 1);
            await(database, "select count(*) = 360 from bar");

            assertThat(versions(database)).isEqualTo(Map.of(REFERENCE, "810 until 2024-01-15 10:02:00"));
            assertThat(replica.meter().running()).isTrue();
        }
    }

    /** The same stream under one version: the promoted one computes as the reference does. */
    private String withoutAPromotion(String topic) throws Exception {
        try (Database database = database();
                Replica replica = Replica.start(database, topic, registry, 100)) {
            await(database, "select count(*) = 360 from bar");
            assertThat(replica.meter().progress().divergent()).isZero();
            return distributions(database);
        }
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

    /** How many forecasts each version made, and until when. */
    private static Map<String, String> versions(Database database) throws SQLException {
        Map<String, String> versions = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select model_version, count(*) || ' until '"
                        + " || to_char(max(origin) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')"
                        + " from forecast group by 1")) {
            while (rows.next()) {
                versions.put(rows.getString(1), rows.getString(2));
            }
        }
        return versions;
    }

    private static String distributions(Database database) throws SQLException {
        return ask(
                database,
                "select encode(sha256(string_agg(distribution, ''::bytea order by instrument, horizon, origin)), 'hex')"
                        + " from forecast");
    }

    private static String ask(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void await(Database database, String condition) {
        Await.within(Duration.ofSeconds(120), () -> holds(database, condition));
    }

    private static boolean holds(Database database, String condition) {
        try {
            return "t".equals(ask(database, condition));
        } catch (SQLException e) {
            throw new IllegalStateException(condition, e);
        }
    }
}
