package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A promotion while the stream runs, on the real broker and the real database. */
@Timeout(120)
class SwapIT {

    private static final String REFERENCE =
            EwmaModel.reference(List.of(1, 5, 15)).version();

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path registry;

    private final MinuteTrades trades = new MinuteTrades();

    @Test
    void aPromotionLosesNoBarAndTheNewVersionIsWarm() throws Exception {
        String topic = Broker.newTickTopic("swap", MinuteTrades.PARTITIONS);
        try (Database database = MinuteTrades.database();
                Replica replica = Replica.start(database, topic, registry, 100)) {
            trades.publish(topic, 0);
            database.await(PATIENCE, "select count(*) = 180 from bar");
            new FileRegistry(registry).save(OtherModel.FITTED);
            String version = OtherModel.promote(database);
            database.await(PATIENCE, "select bool_and(model_version = '" + version + "') from stream_position");
            trades.publish(topic, 1);
            database.await(PATIENCE, "select count(*) = 360 from bar");

            assertThat(versions(database))
                    .isEqualTo(Map.of(
                            REFERENCE, "270 until 2024-01-15 10:01:00", version, "540 until 2024-01-15 10:02:00"));
            assertThat(replica.meter().trouble()).isEmpty();
            assertThat(distributions(database)).isEqualTo(withoutAPromotion(topic));
        }
    }

    @Test
    void aVersionWhoseFilesAreMissingDoesNotStopTheStream() throws Exception {
        String topic = Broker.newTickTopic("swap", MinuteTrades.PARTITIONS);
        try (Database database = MinuteTrades.database();
                Replica replica = Replica.start(database, topic, registry, 100)) {
            trades.publish(topic, 0);
            database.await(PATIENCE, "select count(*) = 180 from bar");
            String version = OtherModel.promote(database);
            database.await(PATIENCE, "select bool_and(model_version = '" + version + "') from stream_position");
            trades.publish(topic, 1);
            database.await(PATIENCE, "select count(*) = 360 from bar");

            assertThat(versions(database)).isEqualTo(Map.of(REFERENCE, "810 until 2024-01-15 10:02:00"));
            assertThat(replica.meter().running()).isTrue();
        }
    }

    /** The same stream under one version: the promoted one computes as the reference does. */
    private String withoutAPromotion(String topic) throws Exception {
        try (Database database = MinuteTrades.database();
                Replica replica = Replica.start(database, topic, registry, 100)) {
            database.await(PATIENCE, "select count(*) = 360 from bar");
            assertThat(replica.meter().progress().divergent()).isZero();
            return distributions(database);
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
        return database.ask(
                "select encode(sha256(string_agg(distribution, ''::bytea order by instrument, horizon, origin)), 'hex')"
                        + " from forecast");
    }
}
