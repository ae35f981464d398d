package io.credence.risk.persistence;

import static io.credence.risk.persistence.Sample.PARTITION;
import static io.credence.risk.persistence.Sample.SPEC;
import static io.credence.risk.persistence.Sample.advance;
import static io.credence.risk.persistence.Sample.bar;
import static io.credence.risk.persistence.Sample.batch;
import static io.credence.risk.persistence.Sample.counters;
import static io.credence.risk.persistence.Sample.forecast;
import static io.credence.risk.persistence.Sample.minute;
import static io.credence.risk.persistence.Sample.moving;
import static io.credence.risk.persistence.Sample.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credence.risk.port.AlertRow;
import io.credence.risk.port.Batch;
import io.credence.risk.port.Batch.RetrainRequest;
import io.credence.risk.port.Batch.SnapshotRow;
import io.credence.risk.port.Batch.StateRow;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.Counters;
import io.credence.risk.port.DeadLetterRow;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.Position;
import io.credence.risk.port.PositionLostException;
import io.credence.risk.port.StoreUnavailableException;
import io.credence.risk.port.StreamStore.Committed;
import io.credence.risk.port.StreamStore.OutboxEntry;
import io.credence.risk.testing.Batches;
import io.credence.risk.testing.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcStreamStoreIT {

    private Database database;
    private JdbcStreamStore store;
    private JdbcRiskQueries queries;

    @BeforeEach
    void open() {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        store = new JdbcStreamStore(connections, "test.");
        queries = new JdbcRiskQueries(connections);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewPartitionBeginsWhereAsked() {
        Position position = store.claim(PARTITION, 17);

        assertThat(position).isEqualTo(new Position(PARTITION, 17, 1, null, Long.MIN_VALUE, Counters.NONE, Map.of()));
    }

    @Test
    void aKnownPartitionGoesOnWhereItWasUnderAHigherClaim() {
        store.claim(PARTITION, 0);
        store.commit(moving(1, 0, 10));

        Position again = store.claim(PARTITION, 99);

        assertThat(again.nextOffset()).isEqualTo(10);
        assertThat(again.claim()).isEqualTo(2);
        assertThat(again.modelVersion()).isEqualTo("ewma-1");
        assertThat(again.highestEventTime()).isEqualTo(minute(1).toEpochMilli());
        assertThat(again.counters()).isEqualTo(counters(10));
    }

    @Test
    void aNewTopicIdIsANewPosition() {
        store.claim(PARTITION, 0);
        store.commit(moving(1, 0, 10));

        assertThat(store.claim(new PartitionId("cluster", "made anew", 0), 3).nextOffset())
                .isEqualTo(3);
    }

    @Test
    void aZombieWritesNothing() {
        store.claim(PARTITION, 0);
        store.claim(PARTITION, 0);

        assertThatExceptionOfType(PositionLostException.class)
                .isThrownBy(() -> store.commit(
                        batch(1, 0, 10, List.of(bar("BTCUSD", 1)), List.of(forecast("BTCUSD", 1, 1)), List.of())))
                .withMessageContaining("offset 0 under claim 1");

        assertThat(queries.totals(SPEC).bars()).isZero();
        assertThat(queries.totals(SPEC).forecasts()).isZero();
        assertThat(store.commit(moving(2, 0, 10))).isEqualTo(new Committed(0, 0));
    }

    @Test
    void theSameBatchTwiceIsRefusedTheSecondTime() {
        store.claim(PARTITION, 0);
        Batch batch = batch(1, 0, 10, List.of(bar("BTCUSD", 1)), List.of(), List.of());
        store.commit(batch);

        assertThatExceptionOfType(PositionLostException.class).isThrownBy(() -> store.commit(batch));
        assertThat(queries.totals(SPEC).bars()).isEqualTo(1);
    }

    @Test
    void aRehearsalLeavesNothing() {
        store.claim(PARTITION, 0);
        Batch batch = batch(1, 0, 10, List.of(bar("BTCUSD", 1)), List.of(forecast("BTCUSD", 1, 1)), List.of());

        store.rehearse(batch);

        assertThat(queries.totals(SPEC).bars()).isZero();
        assertThat(queries.totals(SPEC).forecasts()).isZero();
        assertThat(store.commit(batch)).isEqualTo(new Committed(0, 0));
    }

    @Test
    void oneLostPartitionRollsBackTheOthers() {
        PartitionId other = new PartitionId("cluster", "topic", 1);
        store.claim(PARTITION, 0);
        store.claim(other, 0);
        List<Batch.Advance> advances =
                List.of(advance(1, 0, 10), new Batch.Advance(other, 7, 0, 10, 0, Counters.NONE, null));
        Batch both = Batches.of(SPEC, advances, List.of(), List.of(), List.of());

        assertThatExceptionOfType(PositionLostException.class)
                .isThrownBy(() -> store.commit(both))
                .withMessageContaining("partition 1");
        assertThat(store.claim(PARTITION, 0).nextOffset()).isZero();
    }

    @Test
    void whatIsReadBackEqualsWhatWasWritten() {
        store.claim(PARTITION, 0);
        var forecast = forecast("BTCUSD", 5, 3);
        var score = score("BTCUSD", 5, 3, 0.625);
        store.commit(batch(1, 0, 10, List.of(bar("BTCUSD", 3)), List.of(forecast), List.of(score)));

        assertThat(queries.forecast(forecast.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(forecast);
        assertThat(queries.scores("BTCUSD", SPEC, 5, minute(0), minute(9), 10)).containsExactly(score);
        assertThat(queries.bars("BTCUSD", SPEC, minute(0), minute(9), 10)).containsExactly(bar("BTCUSD", 3));
    }

    @Test
    void rowsOfOneStatementKeepTheirOwnArrays() {
        store.claim(PARTITION, 0);
        var rows = List.of(forecast("A", 1, 1), forecast("A", 5, 2), forecast("B", 1, 3));
        store.commit(batch(1, 0, 10, List.of(), rows, List.of()));

        rows.forEach(row -> assertThat(queries.forecast(row.id()).orElseThrow())
                .usingRecursiveComparison()
                .isEqualTo(row));
    }

    @Test
    void aForecastThatIsThereAlreadyIsReplayedOrDivergent() {
        store.claim(PARTITION, 0);
        store.commit(batch(1, 0, 10, List.of(), List.of(forecast("A", 1, 1), forecast("A", 5, 1)), List.of()));

        Committed found = store.commit(batch(
                1,
                10,
                20,
                List.of(),
                List.of(forecast("A", 1, 1), forecast("A", 5, 1, "other"), forecast("A", 15, 1)),
                List.of()));

        assertThat(found).isEqualTo(new Committed(1, 1));
        assertThat(queries.totals(SPEC).replayed()).isEqualTo(1);
        assertThat(queries.totals(SPEC).divergent()).isEqualTo(1);
        assertThat(queries.championForecasts())
                .isEqualTo(queries.totals(SPEC).forecasts())
                .isEqualTo(3);
        assertThat(queries.forecasts("A", SPEC, 5, minute(0), minute(2), 9)
                        .getFirst()
                        .valueHash())
                .as("the first write wins")
                .isEqualTo(forecast("A", 5, 1).valueHash());
    }

    @Test
    void barsAndScoresThatAreThereAlreadyAreLeftAlone() {
        store.claim(PARTITION, 0);
        store.commit(batch(1, 0, 10, List.of(bar("A", 1)), List.of(), List.of(score("A", 1, 1, 0.25))));
        store.commit(batch(1, 10, 20, List.of(bar("A", 1)), List.of(), List.of(score("A", 1, 1, 0.75))));

        assertThat(queries.totals(SPEC).bars()).isEqualTo(1);
        assertThat(queries.scores("A", SPEC, 1, minute(0), minute(9), 9)).containsExactly(score("A", 1, 1, 0.25));
    }

    @Test
    void statesKeepWhatABatchDidNotTouch() {
        store.claim(PARTITION, 0);
        store.commit(states(0, new StateRow(PARTITION, "A", bytes("open 1"), null)));
        assertThat(store.claim(PARTITION, 0).instruments().get("A").closed()).isEmpty();

        store.commit(states(2, 1, new StateRow(PARTITION, "A", bytes("open 2"), bytes("closed 2"))));
        store.commit(states(2, 2, new StateRow(PARTITION, "A", bytes("open 3"), null)));

        Position.StoredState state = store.claim(PARTITION, 0).instruments().get("A");
        assertThat(state.openBar()).isEqualTo(bytes("open 3"));
        assertThat(state.closed()).isEqualTo(bytes("closed 2"));
    }

    @Test
    void aStateOfSixteenKibibytesComesBackWhole() {
        byte[] closed = new byte[16 * 1024];
        new Random(7).nextBytes(closed);
        store.claim(PARTITION, 0);
        store.commit(states(0, new StateRow(PARTITION, "A", bytes("open"), closed)));

        assertThat(store.claim(PARTITION, 0).instruments().get("A").closed()).isEqualTo(closed);
    }

    private static Batch states(long from, StateRow state) {
        return states(1, from, state);
    }

    private static Batch states(long claim, long from, StateRow state) {
        return new Batch(
                SPEC,
                List.of(advance(claim, from, from + 1)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(state),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void everyOtherKindOfRowIsWrittenOnce() {
        store.claim(PARTITION, 0);
        AlertRow raised = alert(null);
        AlertRow cleared = alert(minute(9));
        CalibrationRow monitor =
                new CalibrationRow("A", SPEC, 1, ForecastKey.CHAMPION, minute(2), "ewma-1", 128, 12.5, true);
        DeadLetterRow letter = new DeadLetterRow(
                PARTITION, 4, "MALFORMED", "a text with \0 in it", bytes("head"), 4, bytes("sha"), minute(1));
        Batch batch = new Batch(
                SPEC,
                List.of(advance(1, 0, 10)),
                List.of(),
                List.of(),
                List.of(),
                List.of(monitor),
                List.of(raised, cleared),
                List.of(),
                List.of(new SnapshotRow("A", SPEC, "ewma-1", minute(2), bytes("state"))),
                List.of(letter),
                List.of(),
                List.of(new RetrainRequest("all", "2013-11-26", "night")));
        store.commit(batch);

        assertThat(queries.alerts(false, 9)).containsExactly(cleared);
        assertThat(queries.alerts(true, 9)).isEmpty();
        assertThat(queries.monitors(SPEC)).containsExactly(monitor);
        assertThat(database.count("dead_letter where message = 'a text with \uFFFD in it'"))
                .isEqualTo(1);
        assertThat(database.count("state_snapshot")).isEqualTo(1);
        assertThat(store.outbox(OutboxRow.CONTROL, 9))
                .hasSize(1)
                .first()
                .satisfies(entry -> assertThat(new String(entry.row().value(), StandardCharsets.UTF_8))
                        .contains("\"event\" : \"requested\"", "\"night\" : \"2013-11-26\""));
    }

    private static AlertRow alert(Instant clearedAt) {
        return new AlertRow(
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                "A",
                SPEC,
                1,
                "calibration",
                "warning",
                "ewma-1",
                minute(5),
                minute(3),
                150,
                "losses beyond the 99 % VaR",
                clearedAt);
    }

    @Test
    void anOutboxLaneIsInOrderAndForgetsWhatWasPublished() {
        store.claim(PARTITION, 0);
        store.commit(messages(0, message("topic/0", "a"), message("topic/1", "x"), message("topic/0", "b")));
        store.commit(messages(1, message("topic/0", "c")));

        List<OutboxEntry> lane = store.outbox("topic/0", 2);
        assertThat(lane).extracting(entry -> entry.row().key()).containsExactly("a", "b");
        store.published(lane.stream().map(OutboxEntry::sequence).toList());

        assertThat(store.outbox("topic/0", 9))
                .extracting(entry -> entry.row().key())
                .containsExactly("c");
        assertThat(store.outbox("topic/1", 9)).hasSize(1);
    }

    private static OutboxRow message(String lane, String key) {
        return new OutboxRow(lane, UUID.randomUUID(), "risk.forecasts", key, bytes("value"));
    }

    private static Batch messages(long from, OutboxRow... messages) {
        return new Batch(
                SPEC,
                List.of(advance(1, from, from + 1)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(messages),
                List.of());
    }

    @Test
    void monthsAreMadeAsTheDataNeedsThem() {
        store.claim(PARTITION, 0);
        int across = 6 * 24 * 60 + 30;
        store.commit(batch(1, 0, 10, List.of(bar("A", across)), List.of(forecast("A", 1, 1)), List.of()));
        store.commit(batch(1, 10, 20, List.of(), List.of(forecast("A", 1, 500_000)), List.of()));

        assertThat(queries.totals(SPEC).forecasts()).isEqualTo(2);
        assertThat(queries.bars("A", SPEC, minute(0), minute(across), 9)).containsExactly(bar("A", across));
    }

    @Test
    void theNumberOfPartitionsIsTheFirstThatWasSeen() {
        assertThat(store.partitionsAtFirstSight("cluster", "topic", 8)).isEqualTo(8);
        assertThat(store.partitionsAtFirstSight("cluster", "topic", 9)).isEqualTo(8);
        assertThat(store.partitionsAtFirstSight("cluster", "made anew", 9)).isEqualTo(9);
    }

    @Test
    void aServerThatIsNotThereIsNamedAndThePasswordIsNot() {
        DbAddress nowhere = new DbAddress("jdbc:postgresql://localhost:1/risk", "desk", "s3cret", "credence");

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> new JdbcStreamStore(Connections.plain(nowhere), "").claim(PARTITION, 0))
                .withMessageContaining("localhost:1/risk, schema credence, user desk")
                .withMessageContaining("Maybe")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void aConnectionThatTheServerEndsIsAnUnavailableStore() {
        Connections connections = Connections.plain(database.address());

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> connections.inTransaction(
                        connection -> new Query("select pg_terminate_backend(pg_backend_pid())").update(connection)));
    }

    @Test
    void aSchemaWithoutTablesSaysHowToMakeThem() {
        try (Database empty = Database.empty()) {
            JdbcStreamStore early = new JdbcStreamStore(Connections.plain(empty.address()), "");

            assertThatExceptionOfType(StoreUnavailableException.class)
                    .isThrownBy(() -> early.claim(PARTITION, 0))
                    .withMessageContaining("stream_position")
                    .withMessageContaining("./credence migrate");
        }
    }

    @Test
    void aMistakeInSqlIsABugAndNotAnUnavailableStore() {
        Connections connections = Connections.plain(database.address());

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> connections.ask(connection -> new Query("select nonsense").update(connection)))
                .withMessageContaining("nonsense");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
