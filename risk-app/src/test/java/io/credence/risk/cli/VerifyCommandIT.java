package io.credence.risk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.CommandRun;
import io.credence.risk.testing.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it. */
final class VerifyCommandIT {

    private static final String FORGED = "00000000-0000-0000-0000-000000000001";

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.fresh();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CommandRun verify(String... arguments) throws IOException, InterruptedException {
        return CommandRun.of(
                database,
                folder.resolve("registry"),
                Map.of("CREDENCE_KAFKA_BOOTSTRAP", Broker.bootstrap(), "CREDENCE_KAFKA_TOPIC_PREFIX", "nosuch."),
                Stream.concat(Stream.of("verify"), Stream.of(arguments)).toList());
    }

    @Test
    void anEmptyStoreHoldsAndSaysThatKafkaWasNotRead() throws Exception {
        CommandRun ended = verify("--json");

        assertThat(ended.code()).as(ended.errors()).isZero();
        JsonNode json = new ObjectMapper().readTree(ended.lines().getLast());
        assertThat(json.path("holds").asBoolean()).isTrue();
        assertThat(json.path("forecasts").asInt(-1)).isZero();
        assertThat(json.path("kafka_not_read").asText()).contains("no topic nosuch.risk.seals", "Maybe");
    }

    @Test
    void aForgedForecastIsNamedAndTheCodeIsOne() throws Exception {
        database.execute("select ensure_partition('forecast', '2024-01-15T10:00:00Z')");
        database.execute(
                "insert into forecast values ('" + FORGED + "', 'BTCUSD', '1m', 'champion', 1,"
                        + " '2024-01-15T10:00:00Z', 'ewma-1', 100, '\\x01', 0, 1, 0, '{1,2,3,4,5,6,7}', '{1,2,3}', '{1,2,3}', '{1,2,3}',"
                        + " '{1,2,3}', '{1,2,3}', '{1,2,3}', 'cluster', 'topic', 0, 17, '2024-01-15T09:59:00Z', 'jvm', '\\x00')");

        CommandRun ended = verify();

        assertThat(ended.code()).as(ended.errors()).isEqualTo(1);
        assertThat(ended.lines()).anyMatch(line -> line.contains(FORGED) && line.contains("no seal is of it"));
        assertThat(ended.lines()).anyMatch(line -> line.contains("NOT hold"));
    }

    @Test
    void whatIsNoInstantIsToldByAnExample() throws Exception {
        CommandRun ended = verify("--from", "yesterday");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("yesterday");
    }
}
