package io.credence.risk.persistence;

import static io.credence.risk.persistence.Sample.PARTITION;
import static io.credence.risk.persistence.Sample.batch;
import static io.credence.risk.persistence.Sample.forecast;
import static io.credence.risk.persistence.Sample.minute;
import static io.credence.risk.persistence.Sample.moving;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.application.SealChain;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.PositionLostException;
import io.credence.risk.port.Seal;
import io.credence.risk.port.StreamStore;
import io.credence.risk.port.StreamStore.Committed;
import io.credence.risk.testing.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The chain as transactions write it: rolled back with them, gone on with by the next owner, of what is new only. */
final class SealIT {

    private Database database;
    private Connections connections;
    private JdbcStreamStore store;

    @BeforeEach
    void open() {
        database = Database.fresh();
        connections = Connections.plain(database.address());
        store = new JdbcStreamStore(connections, "test.");
        store.claim(PARTITION, 0);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void commitsChainTheirForecasts() {
        commit(1, 0, forecast("A", 1, 1), forecast("A", 5, 1));
        store.commit(moving(1, 10, 20));
        commit(1, 20, forecast("A", 1, 2));

        Seal first = SealChain.seal(
                PARTITION, 1, SealChain.start(PARTITION), List.of(forecast("A", 1, 1), forecast("A", 5, 1)));
        Seal second = SealChain.seal(PARTITION, 2, first.head(), List.of(forecast("A", 1, 2)));
        assertThat(seals()).usingRecursiveComparison().isEqualTo(List.of(first, second));
        assertThat(first.span()).isEqualTo(new Seal.Span(1001, 1001, minute(1), minute(1)));
    }

    @Test
    void theHeadLeavesInThePartitionsLane() throws IOException {
        commit(1, 0, forecast("A", 1, 1));
        commit(1, 10, forecast("A", 1, 2));

        List<OutboxRow> messages = store.outbox(PARTITION.lane(), 10).stream()
                .map(StreamStore.OutboxEntry::row)
                .toList();
        assertThat(messages).extracting(OutboxRow::topic).containsExactly("test.risk.seals", "test.risk.seals");
        assertThat(messages).extracting(OutboxRow::key).containsOnly("topic/0");
        assertThat(messages.getFirst().id()).isNotEqualTo(messages.getLast().id());
        JsonNode message = new ObjectMapper().readTree(messages.getLast().value());
        Seal last = seals().getLast();
        assertThat(message.path("head").asText()).isEqualTo(HexFormat.of().formatHex(last.head()));
        assertThat(message.path("previous").asText()).isEqualTo(HexFormat.of().formatHex(last.previous()));
        assertThat(message.path("lastOrigin").asText()).isEqualTo("2013-11-25T00:02:00.000000Z");
        assertThat(message.properties().stream()
                        .map(field -> field.getKey() + " " + field.getValue().isNumber()))
                .as("the schema's fields and types")
                .containsExactlyInAnyOrderElementsOf(schema());
    }

    private static List<String> schema() throws IOException {
        try (InputStream file = SealIT.class.getResourceAsStream("/META-INF/resources/schemas/seal.schema.json")) {
            return new ObjectMapper()
                    .readTree(file).path("properties").properties().stream()
                            .map(field -> field.getKey() + " "
                                    + field.getValue().path("type").asText().equals("integer"))
                            .toList();
        }
    }

    @Test
    void whatIsThereAlreadyIsNotSealedAgain() {
        commit(1, 0, forecast("A", 1, 1), forecast("A", 5, 1));
        Committed found = commit(1, 10, forecast("A", 1, 1), forecast("A", 5, 1, "other"), forecast("A", 15, 2));
        Committed all = commit(1, 20, forecast("A", 1, 1));

        assertThat(found).isEqualTo(new Committed(1, 1));
        assertThat(all).isEqualTo(new Committed(1, 0));
        Seal last = SealChain.seal(PARTITION, 2, seals().getFirst().head(), List.of(forecast("A", 15, 2)));
        assertThat(seals()).hasSize(2);
        assertThat(seals().getLast()).usingRecursiveComparison().isEqualTo(last);
    }

    @Test
    void theNextOwnerGoesOnWithTheChain() {
        commit(1, 0, forecast("A", 1, 1));
        JdbcStreamStore other = new JdbcStreamStore(connections, "test.");
        other.claim(PARTITION, 0);
        assertThatExceptionOfType(PositionLostException.class).isThrownBy(() -> commit(1, 10, forecast("A", 1, 2)));
        other.commit(batch(2, 10, 20, List.of(), List.of(forecast("A", 1, 2)), List.of()));
        assertThatExceptionOfType(PositionLostException.class).isThrownBy(() -> commit(1, 10, forecast("A", 1, 3)));
        store.claim(PARTITION, 0);
        commit(3, 20, forecast("A", 1, 3));

        byte[] whole = SealChain.seal(
                        PARTITION,
                        1,
                        SealChain.start(PARTITION),
                        List.of(forecast("A", 1, 1), forecast("A", 1, 2), forecast("A", 1, 3)))
                .head();
        assertThat(seals()).extracting(Seal::number).containsExactly(1L, 2L, 3L);
        assertThat(seals().getLast().head()).isEqualTo(whole);
    }

    @Test
    void aCommitThatFailsLeavesTheChainWhereItWas() {
        commit(1, 0, forecast("A", 1, 1));
        database.execute("alter table outbox add constraint refused check (topic <> 'test.risk.seals') not valid");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> commit(1, 10, forecast("A", 1, 2)));
        database.execute("alter table outbox drop constraint refused");
        commit(1, 10, forecast("A", 1, 3));

        Seal last = SealChain.seal(PARTITION, 2, seals().getFirst().head(), List.of(forecast("A", 1, 3)));
        assertThat(seals().getLast()).usingRecursiveComparison().isEqualTo(last);
    }

    /** What the migration does to a store that made forecasts before. */
    @Test
    void aStoreThatIsOlderThanSealsBeginsItsChainHere() throws IOException {
        commit(1, 0, forecast("A", 1, 1));
        database.execute("delete from seal");
        database.execute(statement("insert into seal"));
        store.claim(PARTITION, 0);
        commit(2, 10, forecast("A", 1, 2));

        assertThat(seals()).extracting(Seal::number).containsExactly(0L, 1L);
        assertThat(seals().getFirst().head()).isEqualTo(SealChain.start(PARTITION));
        assertThat(seals().getFirst().span().lastOffset()).isEqualTo(9);
        assertThat(seals().getLast().previous()).isEqualTo(SealChain.start(PARTITION));
    }

    private static String statement(String beginning) throws IOException {
        try (InputStream file = SealIT.class.getResourceAsStream("/io/credence/migrations/core/V7__seals.sql")) {
            String sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int from = sql.indexOf(beginning);
            return sql.substring(from, sql.indexOf(';', from));
        }
    }

    private Committed commit(long claim, long from, ForecastRow... rows) {
        return store.commit(batch(claim, from, from + 10, List.of(), List.of(rows), List.of()));
    }

    private List<Seal> seals() {
        return connections.ask(connection ->
                new Query("select * from seal order by partition, number").list(connection, SealTable::seal));
    }
}
