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
import io.credence.risk.testing.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private record Ended(int code, List<String> lines, String errors) {

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(lines.getLast());
        }
    }

    private Ended retrain(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Credence.class.getName(),
                "retrain"));
        words.addAll(List.of(arguments));
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
        String password = database.address().password();
        builder.environment()
                .putAll(Map.of(
                        "CREDENCE_DB_URL", database.address().url(),
                        "CREDENCE_DB_USER", database.address().user(),
                        "CREDENCE_DB_PASSWORD", password == null ? "" : password,
                        "CREDENCE_DB_SCHEMA", database.schema(),
                        "CREDENCE_REGISTRY", folder.resolve("registry").toString()));
        Process process = builder.start();
        List<String> lines = process.inputReader().lines().toList();
        return new Ended(process.waitFor(), lines, java.nio.file.Files.readString(errors));
    }

    @Test
    void trainsTheFirstModelAndPrintsTheOutcomeAsItsOnlyLine() throws Exception {
        Ended ended = retrain("--model", "bayesian", "--steps", "3", "--seed", "5");

        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(ended.lines()).hasSize(1);
        JsonNode json = ended.json();
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
        Ended ended = retrain("--claim");

        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(ended.json().get("state").asText()).isEqualTo("none");
        assertThat(store.runs(9)).isEmpty();
    }

    @Test
    void aFailedRunEndsWithOneAndItsReason() throws Exception {
        Ended ended = retrain("--model", "ewma", "--scope", "NOSUCH");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.json().get("state").asText()).isEqualTo("failed");
        assertThat(ended.json().at("/report/reason").asText()).contains("NOSUCH");
        assertThat(ended.errors().lines()).as(ended.errors()).hasSizeLessThan(4);
    }

    @Test
    void anUnknownModelAsksForNoRun() throws Exception {
        Ended ended = retrain("--model", "oracle");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines()).isEmpty();
        assertThat(ended.errors()).contains("oracle").contains("ewma");
        assertThat(store.runs(9)).isEmpty();
    }
}
