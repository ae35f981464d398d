package io.credence.risk.persistence;

import static io.credence.risk.persistence.Sample.PARTITION;
import static io.credence.risk.persistence.Sample.SPEC;
import static io.credence.risk.persistence.Sample.bar;
import static io.credence.risk.persistence.Sample.counters;
import static io.credence.risk.persistence.Sample.forecast;
import static io.credence.risk.persistence.Sample.minute;
import static io.credence.risk.persistence.Sample.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.model.ProgressListener;
import io.credence.risk.application.Audit;
import io.credence.risk.application.Audit.Count;
import io.credence.risk.application.Audit.Finding;
import io.credence.risk.application.ChainCheck;
import io.credence.risk.application.PublishedHeads;
import io.credence.risk.port.Batch.Advance;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.RetentionStore.Cut;
import io.credence.risk.port.ScoreRow;
import io.credence.risk.port.Seal;
import io.credence.risk.testing.Batches;
import io.credence.risk.testing.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten weeks of two forecasts every six hours, a commit a day: what is old goes, and what is left is still proved by its chain. */
class RetentionIT {

    private static final int DAY = 1440;
    private static final int DAYS = 70;
    private static final int A_DAY = 4;

    private Database database;
    private Connections connections;
    private JdbcStreamStore stream;
    private JdbcRetentionStore retention;

    @BeforeEach
    void open() {
        database = Database.fresh();
        connections = Connections.plain(database.address());
        stream = new JdbcStreamStore(connections, "test.");
        retention = new JdbcRetentionStore(connections);
        stream.claim(PARTITION, 0);
        for (int day = 0; day < DAYS; day++) {
            commit(day);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatIsOldGoesByWholeMonthsOrChunksAndTheRestIsProved() {
        assertThat(retention.remove(Duration.ofDays(DAYS + 1)))
                .as("all is young enough")
                .isEmpty();
        assertThat(database.count("forecast")).isEqualTo(2 * A_DAY * DAYS);
        long scores = scoredDays();
        Cut cut = retention.remove(Duration.ofDays(20)).orElseThrow();

        Instant newest = minute(DAYS * DAY - 1);
        assertThat(cut.before()).isBeforeOrEqualTo(newest.minus(Duration.ofDays(20)));
        assertThat(cut.before()).isAfter(newest.minus(Duration.ofDays(20 + 31)));
        assertThat(database.count("forecast where origin < '" + cut.before() + "'"))
                .isZero();
        assertThat(cut.forecasts()).isEqualTo(2 * A_DAY * DAYS - database.count("forecast"));
        assertThat(database.count("score where origin < '" + cut.before() + "'"))
                .isZero();
        assertThat(database.count("bar")).as("the market's history stays").isEqualTo(A_DAY * DAYS);
        assertThat(scoredDays()).as("days stay as sums").isEqualTo(scores);
        Audit audit = verified();
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.count(Count.CUT)).isEqualTo(1);
        assertThat(audit.count(Count.FORECASTS))
                .isEqualTo(database.count("forecast"))
                .isPositive();
        assertThat(retention.remove(Duration.ofDays(20))).as("asked again").isEmpty();
    }

    /** Commits of seven days and a half: one holds origins of both sides and goes whole, or its seal could not be proved. */
    @Test
    void aSealOverTheBoundaryGoesWithAllItsForecasts() {
        database.execute("delete from forecast; delete from score; delete from seal; delete from bar");
        stream = new JdbcStreamStore(connections, "test.");
        for (int block = 0; block < 10; block++) {
            List<ForecastRow> forecasts = new ArrayList<>();
            List<ScoreRow> scores = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                int n = (block * 15 + i) * DAY / 2 + 7;
                forecasts.add(forecast("A", 1, n));
                scores.add(score("A", 1, n, 0.5));
            }
            commitOf(DAYS + block, forecasts, scores);
        }
        Cut cut = retention.remove(Duration.ofDays(20)).orElseThrow();
        assertThat(database.count("forecast") % 15).as("whole commits").isZero();
        assertThat(cut.forecasts()).isEqualTo(150 - database.count("forecast"));
        assertThat(database.count("forecast where origin < timestamptz '" + cut.before() + "' + interval '7 days'"))
                .isLessThan(14);
        assertThat(database.count("score")).isEqualTo(database.count("forecast"));
        assertThat(verified().findings()).isEmpty();
    }

    /** Its seal could be proved no more without them. */
    @Test
    void aLateCommitWithOldOriginsKeepsAllThatIsAsOld() {
        ForecastRow old = forecast("B", 1, 2 * DAY);
        ForecastRow.Source source = new ForecastRow.Source(
                PARTITION,
                1000L + DAYS * DAY,
                old.source().barStart(),
                old.source().runtime());
        ForecastRow late = new ForecastRow(
                old.id(),
                old.key(),
                old.modelVersion(),
                old.price(),
                old.distribution(),
                old.figures(),
                source,
                old.valueHash());
        commitOf(DAYS, List.of(late, forecast("B", 1, DAYS * DAY)), List.of());
        assertThat(retention.remove(Duration.ofDays(20))).isEmpty();
        assertThat(verified().findings()).isEmpty();
    }

    @Test
    void theChainGoesOnAfterTheCutAndAfterTheNext() {
        Instant first = retention.remove(Duration.ofDays(40)).orElseThrow().before();
        for (int day = DAYS; day < DAYS + 40; day++) {
            commit(day);
        }
        assertThat(verified().findings()).isEmpty();
        Instant second = retention.remove(Duration.ofDays(40)).orElseThrow().before();
        assertThat(second).isAfter(first);
        assertThat(verified().findings()).isEmpty();
        assertThat(database.count("seal_anchor")).isEqualTo(2);
    }

    @Test
    void aChainThatIsOldThroughoutKeepsItsNewestSeal() {
        database.execute("update stream_position set highest_event_time = highest_event_time + 86400000::bigint * 400");
        retention.remove(Duration.ofDays(100)).orElseThrow();
        assertThat(database.count("forecast")).isLessThan(2 * A_DAY * 31);
        assertThat(database.count("seal")).isPositive();
        assertThat(verified().findings()).isEmpty();
        commit(DAYS);
        assertThat(verified().findings()).isEmpty();
    }

    @Test
    void whatIsForgedAfterTheCutIsFound() {
        retention.remove(Duration.ofDays(20)).orElseThrow();
        database.execute("update seal_anchor set head = sha256(head)");
        assertThat(verified().findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("retention cut the chain there"))
                .anyMatch(message -> message.contains("does not follow from the seal before"));
    }

    /** Somebody who removes rows by hand has no anchor to show. */
    @Test
    void rowsThatAreMissingWithoutAnAnchorAreMissed() {
        database.execute("delete from forecast where origin < '2013-12-10Z'; delete from seal where number < 10");
        assertThat(verified().findings()).isNotEmpty();
    }

    @Test
    void aScoreThatComesLateToAMonthThatIsGoneIsStored() {
        retention.remove(Duration.ofDays(20)).orElseThrow();
        commitOf(DAYS, List.of(forecast("C", 1, DAYS * DAY)), List.of(score("C", 1, 5, 0.5)));
        assertThat(database.count("score where instrument = 'C'")).isEqualTo(1);
    }

    private long scoredDays() {
        return connections.ask(connection -> new Query("select coalesce(sum(scored), 0) from score_history")
                .only(connection, row -> row.getLong(1)));
    }

    private Audit verified() {
        Audit audit = new Audit();
        JdbcLedgerQueries queries = new JdbcLedgerQueries(connections, "test.risk.seals");
        List<Seal> newest = queries.newestSeals();
        new ChainCheck(queries, PublishedHeads.NONE, audit, Instant.EPOCH, ProgressListener.SILENT).run(newest);
        // The rows of tests hash to nothing: only the chain is looked at here.
        Audit chain = new Audit();
        for (Count each : Count.values()) {
            chain.count(each, audit.count(each));
        }
        audit.findings().stream()
                .filter(each -> !each.message().contains("they do not hash to"))
                .forEach(each -> chain.find(each.kind(), each.id(), each.message()));
        return chain;
    }

    /** Four bars a day, each with two forecasts and a score. */
    private void commit(int day) {
        List<ForecastRow> forecasts = new ArrayList<>();
        List<ScoreRow> scores = new ArrayList<>();
        for (int i = 0; i < A_DAY; i++) {
            int n = day * DAY + i * DAY / A_DAY + 7;
            forecasts.add(forecast("A", 1, n));
            forecasts.add(forecast("A", 5, n));
            scores.add(score("A", 1, n, 0.5));
        }
        commitOf(day, forecasts, scores);
    }

    private void commitOf(int day, List<ForecastRow> forecasts, List<ScoreRow> scores) {
        Advance advance = new Advance(
                PARTITION, 1, day, day + 1L, minute((day + 1) * DAY - 1).toEpochMilli(), counters(day), "ewma-1");
        stream.commit(Batches.of(
                SPEC,
                List.of(advance),
                forecasts.stream()
                        .filter(row -> row.key().horizon() == 5)
                        .map(row -> bar("A", number(row)))
                        .toList(),
                forecasts,
                scores));
    }

    private static int number(ForecastRow row) {
        return (int) Duration.between(Sample.START, row.key().origin()).toMinutes();
    }
}
