package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.feature.Feature;
import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.Attribution;
import io.credence.forecasting.model.FitOptions;
import io.credence.forecasting.model.FittedModel;
import io.credence.forecasting.model.ModelCatalogue;
import io.credence.forecasting.model.ProgressListener;
import io.credence.forecasting.series.BarSeries;
import io.credence.forecasting.series.TrainingData;
import io.credence.risk.application.Predictors;
import io.credence.risk.application.Recomputation;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcReplayQueries;
import io.credence.risk.persistence.JdbcRiskQueries;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Await;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.CommandRun;
import io.credence.risk.testing.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts of a real stream, explained from what the store has of them: by the library, and by the command as a process. */
@Timeout(180)
class AttributionIT {

    private static final int BEFORE = 620;
    private static final int BARS = 1100;
    private static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.99);

    @TempDir
    private static Path folder;

    private static Database database;
    private static List<ForecastRow> forecasts;
    private static Predictors predictors;
    private static Recomputation recomputation;

    @BeforeAll
    static void streamUnderANetwork() throws InterruptedException {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        JdbcHistoryStore history = new JdbcHistoryStore(connections);
        Instrument instrument = new Instrument(SecondTrades.NAME, 0.01, TradingCalendar.ALWAYS_OPEN);
        history.save(instrument);
        String topic = Broker.newTickTopic("attribution", 1);
        try (Replica replica = Replica.start(database, topic, folder, 100)) {
            SecondTrades.publish(topic, 0, BEFORE);
            await(() -> replica.meter().progress().bars() == BEFORE);
            String network = promoted(history, instrument, new JdbcModelStore(connections, ""));
            await(() -> replica.meter().modelVersions().containsValue(network));
            SecondTrades.publish(topic, BEFORE, BARS);
            await(() -> replica.meter().progress().bars() == BARS);
        }
        forecasts = new JdbcRiskQueries(connections)
                .forecasts(SecondTrades.NAME, "1s", 5, Instant.EPOCH, SecondTrades.START.plusSeconds(9999), 9999);
        predictors = new Predictors(new FileRegistry(folder), List.of(1, 5, 15));
        recomputation = new Recomputation(history, new JdbcReplayQueries(connections), predictors);
    }

    @AfterAll
    static void close() {
        predictors.close();
        database.close();
    }

    /** From a stored copy of the state (bars 768 and 1024) and from the warm-up; across a copy that is too near, from the one before. */
    @Test
    void everyForecastOfANetworkIsExplainedAndItsPartsAddUp() {
        for (int bar : new int[] {700, 770, 900, 1026, 1099}) {
            ForecastRow stored = endingAt(bar);
            Attribution attribution = recomputation.attribution(stored, 12, LEVEL);
            double risk = stored.figures().valueAtRisk()[2];
            Attribution.Part part = attribution.risk();
            assertThat(part.value()).as("bar %d", bar).isCloseTo(risk, within(1e-5 * risk));
            assertThat(part.moved()).hasDimensions(12, Feature.COUNT);
            assertThat(Math.abs(part.gap())).isLessThan(0.01 * risk);
            assertThat(attribution.doubt().value()).isPositive();
        }
    }

    @Test
    void noMoreBarsAreToldApartThanItsModelHasSeen() {
        assertThat(recomputation
                        .attribution(endingAt(BEFORE + 3), 12, LEVEL)
                        .risk()
                        .moved())
                .hasDimensions(3, Feature.COUNT);
    }

    @Test
    void aModelWithoutFeaturesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recomputation.attribution(endingAt(100), 12, LEVEL))
                .withMessageContaining("ewma")
                .withMessageContaining("Maybe");
    }

    @Test
    void theCommandPrintsATableAndJson() throws Exception {
        ForecastRow stored = endingAt(1000);
        String text = explain(stored, "--attribution", "--lags", "6");
        assertThat(text)
                .contains("VaR 99 %: " + "%.4f".formatted(stored.figures().valueAtRisk()[2]))
                .contains("epistemic: ")
                .contains("last bar", "4-5 ago", "all features", "SmoothGrad");
        JsonNode json = new ObjectMapper().readTree(explain(stored, "--attribution", "--json"));
        JsonNode risk = json.get("value_at_risk");
        double sum = risk.get("start").asDouble()
                + risk.get("older").asDouble()
                + risk.get("gap").asDouble();
        for (JsonNode row : risk.get("moved")) {
            for (JsonNode each : row) {
                sum += each.asDouble();
            }
        }
        assertThat(sum).isCloseTo(risk.get("value").asDouble(), within(1e-9));
        assertThat(json.get("features")).hasSize(Feature.COUNT);
        assertThat(json.at("/epistemic/trust/integrated/infidelity").isNumber()).isTrue();
    }

    private static ForecastRow endingAt(int bar) {
        Instant origin = SecondTrades.START.plusSeconds(bar);
        return forecasts.stream()
                .filter(row -> row.key().origin().equals(origin))
                .findFirst()
                .orElseThrow();
    }

    private static String explain(ForecastRow stored, String... options) throws Exception {
        CommandRun ended = CommandRun.of(
                database,
                folder,
                Map.of(),
                Stream.concat(Stream.of("explain", stored.id().toString()), Stream.of(options))
                        .toList());
        assertThat(ended.code()).as(ended.errors()).isZero();
        return String.join("\n", ended.lines());
    }

    /** A network that has learnt a little of the bars that are stored. */
    private static String promoted(JdbcHistoryStore history, Instrument instrument, JdbcModelStore store) {
        BarSeries bars = new BarSeries(
                instrument,
                history.bars(instrument.name(), "1s", SecondTrades.START, SecondTrades.START.plusSeconds(BEFORE)));
        FittedModel fitted = ModelCatalogue.named("bayesian")
                .fit(
                        new TrainingData(BarSpec.parse("1s"), List.of(1, 5, 15), List.of(bars)),
                        new FitOptions(1, 30),
                        ProgressListener.SILENT);
        new FileRegistry(folder).save(fitted);
        store.register(
                new Version(fitted.version(), "bayesian", "candidate", SecondTrades.START, null, fitted.provenance()));
        store.promote(fitted.version(), "test", null, null);
        return fitted.version();
    }

    private static void await(BooleanSupplier condition) {
        Await.within(Duration.ofSeconds(120), condition);
    }
}
