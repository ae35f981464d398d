package io.credence.risk.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.Batch;
import io.credence.risk.port.Counters;
import io.credence.risk.port.IncidentDesk.ResolvedException;
import io.credence.risk.port.IncidentRow;
import io.credence.risk.port.IncidentRow.State;
import io.credence.risk.port.ModelStore.Ended;
import io.credence.risk.port.ModelStore.Run;
import io.credence.risk.port.ModelStore.Version;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.StreamStore.OutboxEntry;
import io.credence.risk.testing.Database;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentIT {

    private static final Instant NOON = Instant.parse("2013-11-29T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration AT_ONCE = Duration.ZERO;

    private Database database;
    private JdbcStreamStore store;
    private JdbcIncidentDesk desk;
    private JdbcModelStore models;
    private JdbcWebhookOutbox webhook;
    private final long[] offsets = new long[2];

    @BeforeEach
    void open() {
        database = Database.fresh();
        Connections connections = Connections.plain(database.address());
        store = new JdbcStreamStore(connections, "test.", true);
        desk = new JdbcIncidentDesk(connections, "test.", true);
        models = new JdbcModelStore(connections, "test.");
        webhook = new JdbcWebhookOutbox(connections);
        for (String name : List.of("A", "B", "C")) {
            database.execute("insert into instrument values ('" + name + "', 0.01, '24x7')");
        }
        store.claim(partition(0), 0);
        store.claim(partition(1), 0);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void alertsOfOneCauseAreOneIncidentWhateverTheirInstrument() {
        commit(0, alert("A", 1, 150, null), alert("A", 5, 120, null));
        commit(1, alert("B", 1, 200, null));

        IncidentRow incident = only();
        assertThat(incident.instruments()).containsExactly("A", "B");
        assertThat(incident.confirmed()).containsExactly("A", "B");
        assertThat(incident.state()).as("an instrument joined").isEqualTo(State.ESCALATED);
        assertThat(database.count("alert where incident = '" + incident.id() + "'"))
                .isEqualTo(3);
    }

    @Test
    void eachCauseHasItsOwn() {
        commit(0, alert("A", 1, 150, null), notice("A", null));
        assertThat(all()).extracting(IncidentRow::cause).containsExactlyInAnyOrder("calibration", "aleatoric");
    }

    @Test
    void theLastAlertThatIsClearedResolvesItAndTheNextOpensAnother() {
        commit(0, alert("A", 1, 150, null), alert("B", 1, 150, null));
        commit(0, alert("A", 1, 150, NOON.plusSeconds(60)));
        assertThat(only().state()).isEqualTo(State.OPEN);
        commit(0, alert("B", 1, 150, NOON.plusSeconds(120)));
        assertThat(only().state()).isEqualTo(State.RESOLVED);
        assertThat(only().resolvedAt()).isEqualTo(NOON.plusSeconds(120));
        commit(0, alert("C", 1, 150, null));
        assertThat(all()).extracting(IncidentRow::state).containsExactlyInAnyOrder(State.OPEN, State.RESOLVED);
    }

    @Test
    void whatComesBackWithinADayIsTheSameIncidentAndItsHistoryStays() throws IOException {
        commit(0, alert("A", 1, 150, null), alert("B", 1, 150, null));
        UUID id = only().id();
        desk.acknowledge(id, "R. Desk", "outage");
        Instant resolved = NOON.plusSeconds(60);
        commit(0, alert("A", 1, 150, resolved), alert("B", 1, 150, resolved));
        commit(1, raised("A", resolved.plusSeconds(86_400)));

        IncidentRow back = only();
        assertThat(back.id()).isEqualTo(id);
        assertThat(back.state()).isEqualTo(State.REOPENED);
        assertThat(back.reopened()).isEqualTo(1);
        assertThat(back.openedAt()).isEqualTo(NOON);
        assertThat(back.since()).as("the change's, not the return's").isEqualTo(NOON.minusSeconds(600));
        assertThat(desk.acknowledge(id, "R. Desk", "again").orElseThrow().state())
                .isEqualTo(State.ACKNOWLEDGED);
        assertThat(desk.changes(id))
                .extracting(IncidentRow::state)
                .containsExactly(State.OPEN, State.ACKNOWLEDGED, State.RESOLVED, State.REOPENED, State.ACKNOWLEDGED);
        assertThat(desk.changes(id).get(2).resolvedAt()).isEqualTo(resolved);
        assertThat(desk.changes(id).get(1).acknowledged().why()).isEqualTo("outage");
        assertThat(desk.changes(new UUID(9, 9))).isEmpty();
        JsonNode told =
                new ObjectMapper().readTree(rows(OutboxRow.CONTROL).get(3).value());
        assertThat(told.path("state").asText()).isEqualTo("reopened");
        assertThat(told.path("reopened").asInt()).isEqualTo(1);
        assertThat(told.has("resolvedAt")).isFalse();
        assertThat(rows(OutboxRow.WEBHOOK)).hasSize(5);
    }

    @Test
    void whatComesBackLaterOrElsewhereOrAsksForNothingIsAnother() {
        Instant resolved = NOON.plusSeconds(60);
        commit(0, alert("A", 1, 150, null));
        commit(0, alert("A", 1, 150, resolved));
        commit(0, raised("B", resolved.plusSeconds(60)));
        assertThat(all()).as("another instrument").hasSize(2);
        commit(0, cleared("B", resolved.plusSeconds(60), resolved.plusSeconds(90)));
        commit(0, raised("A", resolved.plusSeconds(86_401)));
        assertThat(all()).as("a day and a second later").hasSize(3);
        commit(1, notice("A", null));
        commit(1, notice("A", resolved));
        commit(1, again(notice("A", null), resolved.plusSeconds(60), null));
        assertThat(all()).as("a notice").hasSize(5);
        assertThat(all()).extracting(IncidentRow::reopened).containsOnly(0);
    }

    @Test
    void aStreamThatIsPlayedAgainBringsNothingBack() {
        Instant resolved = NOON.plusSeconds(60);
        Instant later = resolved.plusSeconds(60);
        AlertRow[] life = {
            alert("A", 1, 150, null),
            alert("A", 1, 150, resolved),
            raised("A", later),
            cleared("A", later, later.plusSeconds(9))
        };
        for (AlertRow each : life) {
            commit(0, each);
        }
        IncidentRow once = only();
        assertThat(once.reopened()).isEqualTo(1);
        for (AlertRow each : life) {
            commit(0, each);
        }
        assertThat(only()).isEqualTo(once);
    }

    @Test
    void anAlertThatIsRaisedAndClearedInOneBatchOpensNothing() {
        commit(0, alert("A", 1, 150, null), alert("A", 1, 150, NOON.plusSeconds(60)));
        assertThat(all()).isEmpty();
    }

    @Test
    void aStreamThatIsPlayedAgainOpensNothingThatIsResolved() {
        commit(0, alert("A", 1, 150, null));
        commit(0, alert("A", 1, 150, NOON.plusSeconds(60)));
        IncidentRow resolved = only();
        commit(0, alert("A", 1, 150, null));
        commit(0, alert("A", 1, 150, NOON.plusSeconds(60)));
        assertThat(only()).isEqualTo(resolved);
    }

    @Test
    void replicasThatOpenItAtOnceOpenOne() throws Exception {
        List<Callable<Boolean>> rivals = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int partition = i;
            rivals.add(() -> {
                for (int k = 0; k < 5; k++) {
                    commit(partition, alert("R" + partition + k, 1, 150, null));
                }
                return true;
            });
        }
        inParallel(rivals);
        assertThat(only().instruments()).hasSize(10);
    }

    @Test
    void whoAcknowledgesItAndWhyIsKeptAndToldAndAResolvedOneIsRefused() {
        AlertRow alert = alert("A", 1, 150, null);
        commit(0, alert);
        IncidentRow taken = desk.acknowledge(alert.id(), "R. Desk", "outage").orElseThrow();
        assertThat(taken.state()).isEqualTo(State.ACKNOWLEDGED);
        assertThat(desk.acknowledge(taken.id(), "R. Desk", "outage")
                        .orElseThrow()
                        .revision())
                .as("asked twice, told once")
                .isEqualTo(taken.revision());
        assertThat(desk.incident(taken.id()).orElseThrow().acknowledged().why()).isEqualTo("outage");
        assertThat(desk.incidents(EnumSet.of(State.ACKNOWLEDGED), 9)).hasSize(1);
        assertThat(desk.incidents(EnumSet.of(State.OPEN), 9)).isEmpty();
        assertThat(desk.acknowledge(new UUID(9, 9), "me", "?")).isEmpty();

        commit(0, alert("A", 1, 150, NOON.plusSeconds(60)));
        assertThat(only().acknowledged()).as("stays with what is resolved").isNotNull();
        assertThatExceptionOfType(ResolvedException.class)
                .isThrownBy(() -> desk.acknowledge(taken.id(), "you", "late"));
    }

    @Test
    void everyChangeIsToldOnKafkaAndToTheWebhookUnderOneIdAsTheSchemaSays() throws IOException {
        commit(0, alert("A", 1, 150, null));
        desk.acknowledge(only().id(), "me", "seen");
        commit(0, alert("A", 1, 150, NOON.plusSeconds(60)));

        List<OutboxRow> kafka = rows(OutboxRow.CONTROL);
        assertThat(kafka).extracting(OutboxRow::topic).containsOnly("test.risk.alerts");
        List<JsonNode> bodies = new ArrayList<>();
        for (OutboxRow row : kafka) {
            bodies.add(new ObjectMapper().readTree(row.value()));
        }
        assertThat(bodies)
                .extracting(body -> body.path("state").asText())
                .containsExactly("open", "acknowledged", "resolved");
        assertThat(rows(OutboxRow.WEBHOOK))
                .extracting(OutboxRow::id)
                .containsExactlyElementsOf(kafka.stream().map(OutboxRow::id).toList())
                .doesNotHaveDuplicates();
        JsonNode schema =
                new ObjectMapper().readTree(getClass().getResource("/META-INF/resources/schemas/incident.schema.json"));
        for (JsonNode body : bodies) {
            schema.path("required")
                    .forEach(name -> assertThat(body.has(name.asText()))
                            .as(name.asText())
                            .isTrue());
            body.fieldNames()
                    .forEachRemaining(
                            name -> assertThat(schema.path("properties").has(name))
                                    .as(name)
                                    .isTrue());
        }
        assertThat(bodies.getFirst().path("since").asText()).isEqualTo("2013-11-29T11:50:00Z");
    }

    @Test
    void aMessageWaitsUntilItIsTakenAndInOrder() {
        commit(0, alert("A", 1, 150, null));
        desk.acknowledge(only().id(), "me", "seen");
        List<String> seen = new ArrayList<>();
        assertThat(webhook.next(row -> false).name()).isEqualTo("FAILED");
        while (webhook.next(row -> seen.add(new String(row.value(), java.nio.charset.StandardCharsets.UTF_8)))
                == io.credence.risk.port.WebhookOutbox.Delivery.DONE) {
            assertThat(seen).isNotEmpty();
        }
        assertThat(seen).hasSize(2);
        assertThat(seen.getFirst()).contains("\"open\"");
        assertThat(rows(OutboxRow.CONTROL)).as("Kafka's own").hasSize(2);
    }

    @Test
    void anIncidentThatAccusesTheChampionAsksForOneRunAndForTheNextAfterTheCoolDown() {
        champion("m-1");
        commit(0, alert("A", 1, 150, null));
        long id = models.requestForIncident(AT_ONCE).orElseThrow();
        Run run = models.run(id).orElseThrow();
        assertThat(run.since()).isEqualTo(NOON.minusSeconds(600));
        assertThat(run.cause()).isEqualTo("incident: calibration");
        assertThat(models.requestForIncident(AT_ONCE)).as("one waits").isEmpty();
        models.claim("me", LEASE);
        assertThat(models.requestForIncident(AT_ONCE)).as("one is under way").isEmpty();
        models.finish(id, "me", new Ended("kept", null, "m-1", Map.of("reason", "too few bars")));
        assertThat(models.requestForIncident(Duration.ofHours(1)))
                .as("cool-down")
                .isEmpty();
        assertThat(models.requestForIncident(AT_ONCE)).isPresent();
    }

    @Test
    void aNoticeAFormerChampionAndWhatIsResolvedAskForNothing() {
        commit(0, notice("A", null));
        assertThat(models.requestForIncident(AT_ONCE)).as("a notice").isEmpty();
        commit(0, alert("A", 1, 150, null));
        assertThat(models.requestForIncident(AT_ONCE)).as("no champion").isEmpty();
        champion("m-2");
        assertThat(models.requestForIncident(AT_ONCE)).as("m-1 is accused").isEmpty();
        champion("m-1");
        commit(0, alert("A", 1, 150, NOON.plusSeconds(60)));
        assertThat(models.requestForIncident(AT_ONCE)).as("resolved").isEmpty();
    }

    @Test
    void manyWhoAskForARunAtOnceGetOne() throws Exception {
        champion("m-1");
        commit(0, alert("A", 1, 150, null));
        List<Callable<Optional<Long>>> asking = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            asking.add(() -> number % 2 == 0
                    ? models.requestAlone("all", "manual-" + number, "by hand")
                    : models.requestForIncident(AT_ONCE));
        }
        assertThat(inParallel(asking)).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(models.runs(9)).hasSize(1);
    }

    /** It learnt the same as the one before: the alert that accuses that one accuses it, too. */
    @Test
    void aNewChampionThatLearntNothingSinceTheChangeStandsAccusedWithTheOneBefore() {
        champion("m-1");
        commit(0, alert("A", 1, 150, null));
        champion("m-2", Map.of("trained_until", NOON.minusSeconds(599).toString()));
        assertThat(models.requestForIncident(AT_ONCE)).as("it knows the change").isEmpty();
        champion("m-3", Map.of("trained_until", NOON.minusSeconds(600).toString()));
        assertThat(models.requestForIncident(AT_ONCE)).as("it does not").isPresent();
    }

    private void champion(String version) {
        champion(version, Map.of());
    }

    private void champion(String version, Map<String, String> provenance) {
        models.register(new Version(version, "ewma", "candidate", NOON, null, provenance));
        models.promote(version, "test", null, null);
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        }
    }

    private List<OutboxRow> rows(String lane) {
        return store.outbox(lane, 99).stream()
                .map(OutboxEntry::row)
                .filter(row -> row.topic().endsWith("alerts"))
                .toList();
    }

    private IncidentRow only() {
        assertThat(all()).hasSize(1);
        return all().getFirst();
    }

    private List<IncidentRow> all() {
        return desk.incidents(EnumSet.allOf(State.class), 99);
    }

    private void commit(int partition, AlertRow... alerts) {
        long from = offsets[partition]++;
        Batch.Advance advance =
                new Batch.Advance(partition(partition), 1, from, from + 1, 0, new Counters(0, 0, 0, 0, 0, 0, 0), "m-1");
        store.commit(new Batch(
                "1m",
                List.of(advance),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(alerts),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    private static PartitionId partition(int number) {
        return new PartitionId("cluster", "topic", number);
    }

    private static AlertRow alert(String instrument, int horizon, double eValue, @Nullable Instant clearedAt) {
        return row(instrument, horizon, "calibration", "warning", eValue, clearedAt);
    }

    /** A later alert of an instrument, of a champion after. */
    private static AlertRow raised(String instrument, Instant at) {
        return again(alert(instrument, 1, 150, null), at, null);
    }

    private static AlertRow cleared(String instrument, Instant at, Instant clearedAt) {
        return again(alert(instrument, 1, 150, null), at, clearedAt);
    }

    private static AlertRow again(AlertRow first, Instant at, @Nullable Instant clearedAt) {
        UUID id = UUID.nameUUIDFromBytes((first.id() + "" + at).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new AlertRow(
                id,
                first.instrument(),
                first.spec(),
                first.horizon(),
                first.cause(),
                first.severity(),
                "m-2",
                at,
                at.minusSeconds(60),
                first.eValue(),
                first.what(),
                clearedAt);
    }

    private static AlertRow notice(String instrument, @Nullable Instant clearedAt) {
        return row(instrument, 1, "aleatoric", AlertRow.NOTICE, 1, clearedAt);
    }

    private static AlertRow row(
            String instrument, int horizon, String cause, String severity, double eValue, @Nullable Instant clearedAt) {
        UUID id = UUID.nameUUIDFromBytes(
                (instrument + horizon + cause).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new AlertRow(
                id,
                instrument,
                "1m",
                horizon,
                cause,
                severity,
                "m-1",
                NOON,
                NOON.minusSeconds(600),
                eValue,
                "bias",
                clearedAt);
    }
}
