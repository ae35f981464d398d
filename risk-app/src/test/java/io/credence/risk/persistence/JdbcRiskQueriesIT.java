package io.credence.risk.persistence;

import static io.credence.risk.persistence.Sample.PARTITION;
import static io.credence.risk.persistence.Sample.SPEC;
import static io.credence.risk.persistence.Sample.bar;
import static io.credence.risk.persistence.Sample.batch;
import static io.credence.risk.persistence.Sample.forecast;
import static io.credence.risk.persistence.Sample.minute;
import static io.credence.risk.persistence.Sample.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.credence.risk.port.Counters;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.RiskQueries.Calibration;
import io.credence.risk.port.RiskQueries.StoredPit;
import io.credence.risk.port.RiskQueries.Totals;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.testing.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcRiskQueriesIT {

    private Database database;
    private JdbcStreamStore stream;
    private JdbcRiskQueries queries;
    private long offset;

    @BeforeEach
    void open() {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        stream = new JdbcStreamStore(connections, "");
        queries = new JdbcRiskQueries(connections);
        stream.claim(PARTITION, 0);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void store(List<ForecastRow> forecasts, List<ScoreRow> scores) {
        stream.commit(batch(1, offset, offset + 1, List.of(), forecasts, scores));
        offset++;
    }

    @Test
    void theLatestOfEveryHorizonMayDifferInOrigin() {
        store(
                List.of(
                        forecast("A", 1, 1),
                        forecast("A", 1, 90_000),
                        forecast("A", 5, 2),
                        forecast("A", 5, 1),
                        forecast("A", 15, 1),
                        forecast("B", 60, 9)),
                List.of());

        assertThat(queries.latest("A", SPEC))
                .extracting(row -> row.key().horizon(), row -> row.key().origin())
                .containsExactly(tuple(1, minute(90_000)), tuple(5, minute(2)), tuple(15, minute(1)));
        assertThat(queries.latest("C", SPEC)).isEmpty();
        assertThat(queries.latest("A", "5m")).isEmpty();
    }

    @Test
    void theNewestPitsOfSeveralInstruments() {
        store(
                List.of(),
                List.of(
                        score("A", 1, 1, 0.1),
                        score("A", 1, 2, 0.2),
                        score("A", 1, 3, 0.3),
                        score("A", 5, 3, 0.9),
                        score("B", 1, 2, 0.4),
                        score("D", 1, 2, 0.5)));

        Map<String, List<StoredPit>> pits = queries.pits(List.of("A", "B", "C"), SPEC, 1, 2);
        assertThat(pits).containsOnlyKeys("A", "B");
        assertThat(pits.get("A"))
                .containsExactlyInAnyOrder(new StoredPit(minute(2), 0.2), new StoredPit(minute(3), 0.3));
        assertThat(pits.get("B")).containsExactly(new StoredPit(minute(2), 0.4));
    }

    @Test
    void shadowsAreNotShown() {
        store(List.of(forecast("A", 1, 1), shadow(forecast("A", 1, 2))), List.of());

        assertThat(queries.latest("A", SPEC))
                .extracting(row -> row.key().origin())
                .containsExactly(minute(1));
        assertThat(queries.forecasts("A", SPEC, 1, minute(0), minute(9), 9)).hasSize(1);
        assertThat(queries.totals(SPEC).forecasts()).isEqualTo(1);
    }

    private static ForecastRow shadow(ForecastRow row) {
        ForecastKey key = row.key();
        return new ForecastRow(
                UUID.randomUUID(),
                new ForecastKey(key.instrument(), key.spec(), key.horizon(), "bayesian-7", key.origin()),
                row.modelVersion(),
                row.price(),
                row.distribution(),
                row.figures(),
                row.source(),
                row.valueHash());
    }

    @Test
    void aPageOfForecastsIsTheOldestAfterTheInstant() {
        store(List.of(forecast("A", 1, 3), forecast("A", 1, 1), forecast("A", 1, 4), forecast("A", 1, 2)), List.of());

        assertThat(queries.forecasts("A", SPEC, 1, minute(1), minute(4), 2))
                .extracting(row -> row.key().origin())
                .containsExactly(minute(2), minute(3));
        assertThat(queries.forecast(UUID.randomUUID())).isEmpty();
    }

    @Test
    void theLastBarsWithinARangeComeInOrder() {
        stream.commit(
                batch(1, 0, 1, List.of(bar("A", 1), bar("A", 2), bar("A", 3), bar("A", 4)), List.of(), List.of()));

        assertThat(queries.bars("A", SPEC, minute(0), minute(3), 2)).containsExactly(bar("A", 2), bar("A", 3));
    }

    @Test
    void calibrationIsOverTheNewestScores() {
        List<ScoreRow> scores = new ArrayList<>();
        scores.add(score("A", 1, 1, 0.01));
        scores.add(score("A", 1, 2, 0));
        scores.add(score("A", 1, 3, 0.5));
        scores.add(score("A", 1, 4, 1));
        scores.add(score("A", 1, 5, 0.999));
        store(List.of(), scores);

        Calibration found = queries.calibration("A", SPEC, 1, 4).orElseThrow();

        assertThat(found.count()).isEqualTo(4);
        assertThat(found.coverage()).containsExactly(0, 1, 1);
        assertThat(found.histogram()).hasSize(20).startsWith(1, 0).endsWith(0, 2);
        assertThat(found.histogram()[10]).isEqualTo(1);
        assertThat(found.meanCrps()).isCloseTo(0.25 * 3.5, within(1e-12));
        assertThat(found.meanReferenceCrps()).isCloseTo(0.5 * 3.5, within(1e-12));
        assertThat(found.meanLogScore()).isCloseTo(-1.5, within(1e-12));
        assertThat(queries.calibration("A", SPEC, 5, 4)).isEmpty();
    }

    @Test
    void totalsOfAnEmptyStoreAreZero() {
        assertThat(queries.totals("5m"))
                .isEqualTo(new Totals(0, 0, 0, 0, 0, new Counters(0, 0, 0, 0, 0, 0, 0), 0, 0, Map.of(), 0, 0, 0));
    }

    @Test
    void totalsAreOverAllPartitionsAndFiguresOverOneBarForecasts() {
        stream.claim(new PartitionId("cluster", "topic", 1), 0);
        database.execute("update stream_position set ticks = 7, late = 2, replayed = 3 where partition = 1");
        store(
                List.of(forecast("A", 1, 1), forecast("A", 5, 1), forecast("B", 1, 1)),
                List.of(
                        score("A", 1, 1, 0.45),
                        score("A", 1, 2, 0.551),
                        score("B", 1, 1, 0.55),
                        score("A", 5, 1, 0.5)));

        Totals totals = queries.totals(SPEC);

        assertThat(totals.forecasts()).isEqualTo(3);
        assertThat(totals.scored()).isEqualTo(4);
        assertThat(totals.counters()).isEqualTo(new Counters(8, 1, 4, 3, 4, 5, 6));
        assertThat(totals.replayed()).isEqualTo(3);
        assertThat(totals.coverage())
                .containsExactly(Map.entry("0.95", 0.0), Map.entry("0.975", 1.0), Map.entry("0.99", 1.0));
        assertThat(totals.pitMid()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(totals.crps()).isCloseTo(0.25 * 4 / 3, within(1e-12));
        assertThat(totals.referenceCrps()).isCloseTo(0.5 * 4 / 3, within(1e-12));
    }

    @Test
    void theChecksumDoesNotDependOnTheOrderOfWritingNorOnOffsets() {
        store(List.of(forecast("A", 1, 1), forecast("B", 1, 1)), List.of());
        store(List.of(forecast("A", 5, 1), forecast("A", 1, 2)), List.of());
        String forward = queries.checksum(SPEC);

        database.execute("truncate forecast");
        store(List.of(moved(forecast("A", 1, 2)), moved(forecast("A", 5, 1))), List.of());
        store(List.of(moved(forecast("B", 1, 1)), moved(forecast("A", 1, 1))), List.of());

        assertThat(queries.checksum(SPEC)).isEqualTo(forward).hasSize(64);
    }

    @Test
    void theChecksumKnowsEveryValue() {
        store(List.of(forecast("A", 1, 1)), List.of());
        String one = queries.checksum(SPEC);
        store(List.of(forecast("A", 5, 1)), List.of());
        String two = queries.checksum(SPEC);
        database.execute("truncate forecast");
        store(List.of(forecast("A", 1, 1, "other")), List.of());

        assertThat(List.of(one, two, queries.checksum(SPEC), queries.checksum("5m")))
                .doesNotHaveDuplicates();
    }

    /** The same forecast, made from another topic's records. */
    private static ForecastRow moved(ForecastRow row) {
        ForecastRow.Source source = row.source();
        return new ForecastRow(
                row.id(),
                row.key(),
                row.modelVersion(),
                row.price(),
                row.distribution(),
                row.figures(),
                new ForecastRow.Source(new PartitionId("c", "t", 9), 77, source.barStart(), source.runtime()),
                row.valueHash());
    }
}
