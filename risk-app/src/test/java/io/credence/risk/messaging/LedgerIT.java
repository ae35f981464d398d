package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.Trade;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.forecasting.model.ProgressListener;
import io.credence.risk.application.Audit;
import io.credence.risk.application.Audit.Count;
import io.credence.risk.application.Audit.Finding;
import io.credence.risk.application.ChainCheck;
import io.credence.risk.application.OutcomeCheck;
import io.credence.risk.application.Predictors;
import io.credence.risk.application.PublishedHeads;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcLedgerQueries;
import io.credence.risk.port.LedgerQueries;
import io.credence.risk.port.Seal;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Await;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real stream with kills and a change of models is verified; then rows are changed by SQL, and the verifier names them. */
@Timeout(180)
class LedgerIT {

    private static final Instant START = Instant.parse("2024-01-15T10:00:00Z");
    private static final List<String> NAMES = List.of("AAA", "BBB");
    private static final int BARS = 400;
    private static final int MADE = 2 * 3 * (BARS - 30);

    @TempDir
    private static Path registry;

    private static Database database;
    private static String topic;

    @BeforeAll
    static void streamWithKillsUnderTwoModels() throws InterruptedException {
        database = Database.fresh();
        JdbcHistoryStore history = new JdbcHistoryStore(Connections.plain(database.address()));
        NAMES.forEach(name -> history.save(new Instrument(name, 0.01, TradingCalendar.ALWAYS_OPEN)));
        topic = Broker.newTickTopic("ledger", 1);
        publish(0, 250);
        for (int life = 1; life <= 3; life++) {
            try (Replica replica = Replica.start(database, topic, registry, 40)) {
                long bars = 60L * life;
                Await.within(
                        Duration.ofSeconds(60), () -> replica.meter().progress().bars() >= bars);
            }
        }
        try (Replica replica = Replica.start(database, topic, registry, 100)) {
            Await.within(Duration.ofSeconds(60), () -> database.count("bar") == 2 * 250);
            new FileRegistry(registry).save(OtherModel.FITTED);
            String second = OtherModel.promote(database);
            Await.within(
                    Duration.ofSeconds(60),
                    () -> replica.meter().modelVersions().containsValue(second));
            publish(250, BARS);
            Await.within(Duration.ofSeconds(60), () -> database.count("bar") == 2 * BARS);
            Await.within(Duration.ofSeconds(60), () -> database.count("outbox where lane <> 'control'") == 0);
        }
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void whatNobodyTouchedHolds() {
        Audit audit = verified(Instant.EPOCH);

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.count(Count.FORECASTS)).isEqualTo(MADE);
        assertThat(audit.count(Count.HEADS)).isEqualTo(audit.count(Count.SEALS)).isPositive();
        assertThat(audit.count(Count.SCORES)).isEqualTo(MADE - 2 * (1 + 5 + 15));
        assertThat(audit.count(Count.MONITORS))
                .isEqualTo(database.count("calibration"))
                .isPositive();
        assertThat(audit.count(Count.ALERTS)).isEqualTo(database.count("alert")).isPositive();
        assertThat(audit.count(Count.UNSEALED) + audit.count(Count.UNCHECKED)).isZero();
    }

    @Test
    void aPartHolds() {
        Audit audit = verified(START.plusSeconds(200));

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.count(Count.FORECASTS)).isBetween(MADE / 3L, MADE * 2L / 3);
        assertThat(audit.count(Count.MONITORS)).as("since the change of models").isPositive();
    }

    @Test
    void oneFigureOfOneForecastIsFound() {
        String id = any("forecast", "horizon = 5");
        List<Finding> found = tampered("update forecast set mean = mean + 1e-15 where id = '" + id + "'", "forecast");
        assertThat(found).singleElement().satisfies(each -> {
            assertThat(each.kind()).isEqualTo("forecast");
            assertThat(each.id()).isEqualTo(id);
            assertThat(each.message()).contains("values were changed");
        });
    }

    @Test
    void aForecastThatWasChangedWithItsHashBreaksItsSealAndTheHeadOnKafka() {
        String id = any("forecast", "horizon = 1");
        List<Finding> found =
                tampered("update forecast set value_hash = sha256(value_hash) where id = '" + id + "'", "forecast");
        assertThat(found).extracting(Finding::kind).containsExactlyInAnyOrder("forecast", "seal", "head");
    }

    @Test
    void aKeyIsPartOfTheId() {
        String id = any("forecast", "horizon = 15");
        List<Finding> found =
                tampered("update forecast set model_version = 'better' where id = '" + id + "'", "forecast");
        assertThat(found).anySatisfy(each -> {
            assertThat(each.id()).isEqualTo(id);
            assertThat(each.message()).contains("hash to its id");
        });
    }

    @Test
    void aForecastThatWasTakenAwayIsMissed() {
        String id = any("forecast", "horizon = 5");
        List<Finding> found = tampered("delete from forecast where id = '" + id + "'", "forecast");
        assertThat(found).anySatisfy(each -> {
            assertThat(each.kind()).isEqualTo("seal");
            assertThat(each.message()).contains("are stored");
        });
        assertThat(found)
                .filteredOn(each -> each.kind().equals("score"))
                .extracting(Finding::id)
                .containsExactly(id);
    }

    @Test
    void aForecastThatWasAddedIsFound() {
        List<Finding> found = tampered("""
                insert into forecast select '00000000-0000-0000-0000-000000000001', instrument, spec, lane, 99, origin,
                  model_version, price, distribution, mean, aleatoric_variance, epistemic_variance, quantiles, value_at_risk,
                  expected_shortfall, value_at_risk_low, value_at_risk_high, expected_shortfall_low, expected_shortfall_high,
                  cluster_id, topic_id, partition, 9999, bar_start, runtime, value_hash
                from forecast where horizon = 5 limit 1""", "forecast");
        assertThat(found)
                .filteredOn(each -> each.message().contains("no seal is of it"))
                .extracting(Finding::id)
                .containsExactly("00000000-0000-0000-0000-000000000001");
    }

    @Test
    void forecastsThatChangePlacesBreakTheirSeals() {
        List<Finding> found = tampered("""
                update forecast f set record_offset = o.record_offset from forecast o
                where f.instrument = 'AAA' and o.instrument = 'AAA' and f.horizon = 1 and o.horizon = 1
                and least(f.origin, o.origin) = '2024-01-15 10:02:00Z' and greatest(f.origin, o.origin) = '2024-01-15 10:03:00Z'
                and f.origin <> o.origin""", "forecast");
        assertThat(found).extracting(Finding::kind).contains("seal", "head").doesNotContain("score");
    }

    @Test
    void aPrettierScoreIsFound() {
        String id = any("score", "horizon = 1");
        assertThat(tampered("update score set crps = crps * 0.999 where forecast_id = '" + id + "'", "score"))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.id() + each.message()).startsWith(id).contains("its CRPS is"));
        assertThat(tampered("update score set exceeded[3] = not exceeded[3] where forecast_id = '" + id + "'", "score"))
                .extracting(Finding::id)
                .containsExactly(id);
        assertThat(tampered(
                        "update score set reference_crps = reference_crps + 1 where forecast_id = '" + id + "'",
                        "score"))
                .extracting(Finding::id)
                .containsExactly(id);
        assertThat(tampered("delete from score where forecast_id = '" + id + "'", "score"))
                .singleElement()
                .satisfies(each ->
                        assertThat(each.id() + each.message()).startsWith(id).contains("it is gone"));
    }

    @Test
    void aChangedBarChangesItsScores() {
        List<Finding> found = tampered(
                "update bar set close = close + 0.01 where instrument = 'BBB' and bar_end = '2024-01-15 10:03:00Z'",
                "bar");
        assertThat(found).extracting(Finding::kind).contains("score");
        assertThat(found).filteredOn(each -> each.kind().equals("score")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aHiddenAlarmIsFound() {
        assertThat(tampered(
                        "update calibration set e_value = 1 where count = 64 and instrument = 'AAA'", "calibration"))
                .extracting(Finding::kind)
                .isNotEmpty()
                .containsOnly("monitor");
        String alert = any("alert", "true");
        assertThat(tampered("delete from alert where id = '" + alert + "'", "alert"))
                .extracting(Finding::id)
                .containsExactly(alert);
    }

    @Test
    void sealsThatAreGoneAreMissed() {
        assertThat(tampered("delete from seal where number = (select max(number) / 2 from seal)", "seal"))
                .anySatisfy(each -> assertThat(each.message()).contains("to it are gone"));
        assertThat(tampered("delete from seal where number > (select max(number) / 2 from seal)", "seal"))
                .anySatisfy(each -> assertThat(each.message()).contains("of forecasts that the store has not"))
                .anySatisfy(each -> assertThat(each.message()).contains("no seal is of it"));
    }

    /** Whoever owns the database can chain his forgery again: only the topic tells. */
    @Test
    void aChainThatWasForgedThroughoutIsToldByKafkaAlone() {
        copy("forecast");
        copy("seal");
        try {
            database.execute(
                    "update forecast set runtime = 'forged' where horizon = 1 and origin = '2024-01-15 10:01:00Z'");
            sealAgain();
            assertThat(chains(Instant.EPOCH, false).findings()).isEmpty();
            assertThat(chains(Instant.EPOCH, true).findings())
                    .extracting(Finding::kind)
                    .contains("head")
                    .doesNotContain("seal");
        } finally {
            restore("forecast");
            restore("seal");
        }
    }

    private static void sealAgain() {
        LedgerQueries queries = queries();
        Seal last = queries.newestSeals().getFirst();
        byte[] head = io.credence.risk.application.SealChain.start(last.partition());
        for (Seal seal : queries.seals(last.partition(), 0, last.number(), 9999)) {
            Seal forged = io.credence.risk.application.SealChain.seal(
                    seal.partition(), seal.number(), head, queries.forecasts(seal.partition(), seal.span()));
            database.execute("update seal set previous = '\\x" + HexFormat.of().formatHex(head) + "', head = '\\x"
                    + HexFormat.of().formatHex(forged.head()) + "' where number = " + seal.number());
            head = forged.head();
        }
    }

    /** What is found after one statement, which is taken back. */
    private static List<Finding> tampered(String sql, String table) {
        copy(table);
        try {
            database.execute(sql);
            return verified(Instant.EPOCH).findings();
        } finally {
            restore(table);
        }
    }

    private static void copy(String table) {
        database.execute("create table before_" + table + " as select * from " + table);
    }

    private static void restore(String table) {
        String incident = table.equals("alert") ? "set constraints all deferred; " : "";
        database.execute(incident + "delete from " + table + "; insert into " + table + " select * from before_" + table
                + "; drop table before_" + table);
    }

    private static Audit verified(Instant from) {
        Audit audit = chains(from, true);
        try (Predictors predictors = new Predictors(new FileRegistry(registry), List.of(1, 5, 15))) {
            JdbcHistoryStore history = new JdbcHistoryStore(Connections.plain(database.address()));
            new OutcomeCheck(queries(), history, predictors, audit, from).run(ProgressListener.SILENT);
        }
        return audit;
    }

    private static Audit chains(Instant from, boolean kafka) {
        Audit audit = new Audit();
        LedgerQueries queries = queries();
        List<Seal> newest = queries.newestSeals();
        Set<String> waiting = queries.waitingHeads();
        PublishedHeads heads = kafka
                ? PublishedHeads.of(SealTopic.read(Broker.bootstrap(), topic + ".risk.seals"), waiting)
                : PublishedHeads.NONE;
        new ChainCheck(queries, heads, audit, from, ProgressListener.SILENT).run(newest);
        return audit;
    }

    private static LedgerQueries queries() {
        return new JdbcLedgerQueries(Connections.plain(database.address()), topic + ".risk.seals");
    }

    /** The id of a row from the middle. */
    private static String any(String table, String condition) {
        String id = table.equals("score") ? "forecast_id" : "id";
        String order = table.equals("alert")
                ? "raised_at"
                : "abs(extract(epoch from origin - timestamptz '2024-01-15 10:02:30Z'))";
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + id + " from " + table + " where " + condition
                        + " order by " + order + " limit 1")) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("no row of " + table, e);
        }
    }

    /** A trade of each a second, prices without a memory, and a heartbeat that closes the last bars. */
    private static void publish(int from, int until) {
        Random random = new Random(from);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(new KafkaSettings(Broker.bootstrap(), "none", Optional.empty(), 500).producer())) {
            for (int i = from; i < until; i++) {
                for (String name : NAMES) {
                    double price = 100 + 0.01 * random.nextInt(100);
                    Trade trade = new Trade(name, "t", i, START.plusSeconds(i), price, 1);
                    producer.send(
                            new ProducerRecord<>(topic, name.getBytes(StandardCharsets.UTF_8), TickJson.encode(trade)));
                }
            }
            Instant end = START.plusSeconds(until).plus(Duration.ofSeconds(2));
            producer.send(new ProducerRecord<>(topic, 0, null, TickJson.encode(new Heartbeat(end))));
        }
    }
}
