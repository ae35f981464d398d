package io.credence.risk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.risk.application.training.RandomBars;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.port.ModelStore;
import io.credence.risk.testing.CommandRun;
import io.credence.risk.testing.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process, with its streams and exit codes. */
@Timeout(180)
class RetrainCommandIT {

    @TempDir
    private Path folder;

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

    private static JsonNode json(CommandRun ended) throws IOException {
        return new ObjectMapper().readTree(ended.lines().getLast());
    }

    private CommandRun retrain(String... arguments) throws Exception {
        return CommandRun.of(
                database,
                folder.resolve("registry"),
                Map.of(),
                Stream.concat(Stream.of("retrain"), Stream.of(arguments)).toList());
    }

    @Test
    void trainsTheFirstModelAndPrintsTheOutcomeAsItsOnlyLine() throws Exception {
        CommandRun ended = retrain("--model", "bayesian", "--steps", "3", "--seed", "5");

        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(ended.lines()).hasSize(1);
        JsonNode json = json(ended);
        assertThat(json.get("state").asText()).isEqualTo("promoted");
        assertThat(json.get("challenger").asText()).startsWith("bayesian-");
        assertThat(store.champion()).contains(json.get("challenger").asText());
        assertThat(ended.errors()).contains("training bayesian");
        Map<String, String> provenance =
                store.version(json.get("challenger").asText()).orElseThrow().provenance();
        assertThat(provenance)
                .containsEntry("seed", "5")
                .containsEntry("steps", "3")
                .containsKeys("code", "run");
    }

    @Test
    void claimsNothingWhereNothingWaits() throws Exception {
        CommandRun ended = retrain("--claim");

        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(json(ended).get("state").asText()).isEqualTo("none");
        assertThat(store.runs(9)).isEmpty();
    }

    @Test
    void aFailedRunEndsWithOneAndItsReason() throws Exception {
        CommandRun ended = retrain("--model", "ewma", "--scope", "NOSUCH");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(json(ended).get("state").asText()).isEqualTo("failed");
        assertThat(json(ended).at("/report/reason").asText()).contains("NOSUCH");
        assertThat(ended.errors().lines()).as(ended.errors()).hasSizeLessThan(4);
    }

    @Test
    void anUnknownModelAsksForNoRun() throws Exception {
        CommandRun ended = retrain("--model", "oracle");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines()).isEmpty();
        assertThat(ended.errors()).contains("oracle").contains("ewma");
        assertThat(store.runs(9)).isEmpty();
    }
}
