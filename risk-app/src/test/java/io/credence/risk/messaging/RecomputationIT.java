package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.volatility.EwmaModel;
import io.credence.risk.application.Comparison;
import io.credence.risk.application.Predictors;
import io.credence.risk.application.Recomputation;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcReplayQueries;
import io.credence.risk.persistence.JdbcRiskQueries;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Await;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forecasts of a real stream, computed again: before a swap of models, after it, and from stored copies of the state. */
@Timeout(120)
class RecomputationIT {

    private static final Instant START = SecondTrades.START;
    private static final String NAME = SecondTrades.NAME;
    private static final String REFERENCE =
            EwmaModel.reference(List.of(1, 5, 15)).version();

    @TempDir
    private static Path registry;

    private static Database database;
    private static RiskQueries queries;
    private static Predictors predictors;
    private static Recomputation recomputation;
    private static String second;

    @BeforeAll
    static void streamUnderTwoModels() throws InterruptedException {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        JdbcHistoryStore history = new JdbcHistoryStore(connections);
        history.save(new Instrument(NAME, 0.01, TradingCalendar.ALWAYS_OPEN));
        String topic = Broker.newTickTopic("recomputation", 1);
        try (Replica replica = Replica.start(database, topic, registry, 100)) {
            SecondTrades.publish(topic, 0, 600);
            await(() -> replica.meter().progress().bars() == 600);
            new FileRegistry(registry).save(OtherModel.FITTED);
            second = OtherModel.promote(database);
            await(() -> replica.meter().modelVersions().containsValue(second));
            SecondTrades.publish(topic, 600, 900);
            await(() -> replica.meter().progress().bars() == 900);
        }
        queries = new JdbcRiskQueries(connections);
        predictors = new Predictors(new FileRegistry(registry), List.of(1, 5, 15));
        recomputation = new Recomputation(history, new JdbcReplayQueries(connections), predictors);
    }

    @AfterAll
    static void close() {
        predictors.close();
        database.close();
    }

    @Test
    void everyForecastComesOutAgain() {
        int copies = 0;
        List<ForecastRow> all = new ArrayList<>();
        List.of(1, 5, 15).forEach(horizon -> all.addAll(forecasts(horizon)));
        assertThat(all).hasSize(3 * (900 - 30));
        for (int i = 0; i < all.size(); i += 29) {
            ForecastRow stored = all.get(i);
            Recomputation.Result again = recomputation.of(stored);
            assertThat(Comparison.of(stored, again.forecast()))
                    .as("%s from %s", stored.key(), again.from())
                    .isEqualTo(new Comparison(true, true, true, Map.of()));
            copies += again.snapshot() ? 1 : 0;
        }
        // Copies are made of bars 256, 512 and 768: of 870 origins of each horizon 344 + 132 lie behind one.
        assertThat(copies).isBetween(45, 53);
    }

    @Test
    void aStateIsNotTakenFromTheTimeUnderAnotherModel() {
        ForecastRow atSwap = forecasts(1).stream()
                .filter(row -> row.modelVersion().equals(second))
                .findFirst()
                .orElseThrow();
        Recomputation.Result again = recomputation.of(atSwap);
        assertThat(again.snapshot()).isFalse();
        assertThat(again.bars()).isEqualTo(1);
        assertThat(forecasts(1).stream().map(ForecastRow::modelVersion).distinct())
                .containsExactly(REFERENCE, second);
    }

    @Test
    void aChangedForecastIsToldFromOneThatComesOutOtherwise() {
        ForecastRow stored = forecasts(5).get(300);
        ForecastRow again = recomputation.of(stored).forecast();
        ForecastRow forged = withMean(stored, stored.figures().mean() + 1e-9);
        assertThat(Comparison.of(forged, again).untouched()).isFalse();
        assertThat(Comparison.of(forged, again).holds()).isFalse();
        assertThat(Comparison.of(forged, again).differences()).containsOnlyKeys("mean");
        Comparison otherwise =
                Comparison.of(stored, recomputation.of(forecasts(5).get(301)).forecast());
        assertThat(otherwise.untouched()).isTrue();
        assertThat(otherwise.holds()).isFalse();
    }

    private static ForecastRow withMean(ForecastRow row, double mean) {
        ForecastRow.Figures old = row.figures();
        ForecastRow.Figures figures = new ForecastRow.Figures(
                mean,
                old.aleatoricVariance(),
                old.epistemicVariance(),
                old.quantiles(),
                old.valueAtRisk(),
                old.expectedShortfall(),
                old.valueAtRiskLow(),
                old.valueAtRiskHigh(),
                old.expectedShortfallLow(),
                old.expectedShortfallHigh());
        return new ForecastRow(
                row.id(),
                row.key(),
                row.modelVersion(),
                row.price(),
                row.distribution(),
                figures,
                row.source(),
                row.valueHash());
    }

    private static List<ForecastRow> forecasts(int horizon) {
        return queries.forecasts(NAME, "1s", horizon, Instant.EPOCH, START.plusSeconds(9999), 9999);
    }

    private static void await(BooleanSupplier condition) {
        Await.within(Duration.ofSeconds(120), condition);
    }
}
