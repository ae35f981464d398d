package io.credence.risk.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.Trade;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcRiskQueries;
import io.credence.risk.port.RiskQueries;
import io.credence.risk.testing.Await;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop on the real broker and the real database: nothing lost, nothing twice, whatever is killed when. */
class StreamLoopIT {

    private static final Instant START = Instant.parse("2024-01-15T10:00:00Z");
    private static final int PARTITIONS = 3;
    private static final int SECONDS = 240;
    private static final List<String> NAMES = List.of("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG");

    @TempDir
    private static Path registry;

    private static String topic;
    private static String undisturbed;
    private static String heads;
    private static RiskQueries.Totals totals;

    @BeforeAll
    static void publishAndRunUndisturbed() throws InterruptedException {
        topic = Broker.newTickTopic("ticks", PARTITIONS);
        publish(topic);
        try (Database database = database();
                Replica replica = Replica.start(database, topic, registry, 500)) {
            awaitEnd(database, topic);
            undisturbed = queries(database).checksum("1s");
            heads = heads(database);
            totals = queries(database).totals("1s");
            assertThat(replica.meter().trouble()).isEmpty();
        }
    }

    @Test
    void everyRecordHasItsFate() {
        assertThat(totals.counters().ticks()).isEqualTo(3L * SECONDS * NAMES.size());
        assertThat(totals.counters().repeated()).isEqualTo(NAMES.size());
        assertThat(totals.counters().late()).isEqualTo(NAMES.size());
        assertThat(totals.counters().crossed()).isEqualTo(NAMES.size());
        assertThat(totals.counters().deadLetters()).isEqualTo(4L * PARTITIONS);
        assertThat(totals.bars()).isEqualTo((long) SECONDS * NAMES.size());
        // Thirty returns are the presample, so the forecasts begin with the 31st bar; those of the last bars wait.
        assertThat(totals.forecasts()).isEqualTo(3L * (SECONDS - 30) * NAMES.size());
        assertThat(totals.scored()).isEqualTo((3L * (SECONDS - 30) - 1 - 5 - 15) * NAMES.size());
        assertThat(totals.replayed()).isZero();
        assertThat(totals.divergent()).isZero();
    }

    @Test
    void replicasThatDieLoseAndRepeatNothing() throws InterruptedException {
        Random random = new Random(42);
        try (Database database = database()) {
            for (int life = 0; life < 6; life++) {
                try (Replica replica = Replica.start(database, topic, registry, 20 + random.nextInt(200))) {
                    long bars = 50 + random.nextInt(200);
                    await(() -> replica.meter().progress().bars() >= bars || isAtEnd(database, topic));
                }
            }
            try (Replica last = Replica.start(database, topic, registry, 500)) {
                awaitEnd(database, topic);
                assertThat(last.meter().progress().divergent()).isZero();
            }
            assertSame(database);
        }
    }

    @Test
    void twoReplicasOneStoppedMidway() throws InterruptedException {
        try (Database database = database();
                Replica first = Replica.start(database, topic, registry, 30)) {
            try (Replica second = Replica.start(database, topic, registry, 30)) {
                await(() -> second.meter().progress().bars() > 20 || isAtEnd(database, topic));
                assertThat(first.meter().progress().divergent()).isZero();
            }
            awaitEnd(database, topic);
            assertSame(database);
        }
    }

    @Test
    void aDatabaseThatBreaksOffIsWaitedFor() throws InterruptedException {
        try (Database database = database();
                Replica replica = Replica.start(database, topic, registry, 25)) {
            for (int cut = 1; cut <= 4; cut++) {
                long bars = cut * 150L;
                await(() -> replica.meter().progress().bars() >= bars);
                database.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where pid <> pg_backend_pid() and datname = current_database()");
            }
            awaitEnd(database, topic);
            assertSame(database);
        }
    }

    @Test
    void messagesLeaveOnceOrRepeatUnderTheirId() throws InterruptedException {
        try (Database database = database();
                Replica replica = Replica.start(database, topic, registry, 500)) {
            awaitEnd(database, topic);
            await(() -> count(database, "select count(*) from outbox") == 0);
            assertThat(replica.meter().progress().bars()).isEqualTo((long) SECONDS * NAMES.size());
        }
        assertThat(ids(topic + ".bars")).hasSize(SECONDS * NAMES.size());
        assertThat(ids(topic + ".forecasts")).hasSize((SECONDS - 30) * NAMES.size());
        assertThat(ids(topic + ".dlq")).hasSize(4 * PARTITIONS);
        assertThat(ids(topic + ".risk.seals")).hasSizeBetween(PARTITIONS, PARTITIONS * (SECONDS - 30) * 4);
    }

    @Test
    void deadLettersCarryTheReasonAndTheHash() throws InterruptedException {
        try (Database database = database();
                Replica replica = Replica.start(database, topic, registry, 500)) {
            awaitEnd(database, topic);
            assertThat(count(database, "select count(*) from dead_letter where reason = 'MALFORMED'"))
                    .isEqualTo(2L * PARTITIONS);
            assertThat(count(database, "select count(*) from dead_letter where reason = 'UNKNOWN_INSTRUMENT'"))
                    .isEqualTo(PARTITIONS);
            assertThat(count(database, "select count(*) from dead_letter where reason = 'FUTURE'"))
                    .isEqualTo(PARTITIONS);
            assertThat(count(
                            database,
                            "select count(*) from dead_letter where length = 900000 and octet_length(head) = 1024"
                                    + " and octet_length(sha256) = 32"))
                    .isEqualTo(PARTITIONS);
            assertThat(replica.meter().trouble()).isEmpty();
        }
    }

    private static void assertSame(Database database) {
        RiskQueries queries = queries(database);
        assertThat(queries.checksum("1s")).isEqualTo(undisturbed);
        RiskQueries.Totals now = queries.totals("1s");
        assertThat(now.counters()).isEqualTo(totals.counters());
        assertThat(now.scored()).isEqualTo(totals.scored());
        assertThat(now.crps()).as("a mean, whose sum has no fixed order").isCloseTo(totals.crps(), within(1e-12));
        assertThat(now.divergent()).isZero();
        assertThat(heads(database)).as("where the chains end").isEqualTo(heads);
        assertThat(count(database, "select sum(forecasts) from seal")).isEqualTo(now.forecasts());
    }

    private static String heads(Database database) {
        return text(
                database,
                "select string_agg(h, ' ' order by partition) from (select distinct on (partition) partition,"
                        + " partition || ':' || encode(head, 'hex') as h from seal order by partition, number desc) n");
    }

    private static Database database() {
        Database database = Database.fresh();
        JdbcHistoryStore history = new JdbcHistoryStore(Connections.plain(database.address()));
        NAMES.forEach(name -> history.save(new Instrument(name, 0.01, TradingCalendar.ALWAYS_OPEN)));
        return database;
    }

    private static RiskQueries queries(Database database) {
        return new JdbcRiskQueries(Connections.plain(database.address()));
    }

    /** Three trades of each instrument a second, prices that often stand still, and one of each kind of trouble. */
    private static void publish(String topic) {
        Random random = new Random(1);
        double[] prices =
                NAMES.stream().mapToDouble(name -> 100 + random.nextInt(900)).toArray();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            long sequence = 0;
            for (int second = 0; second < SECONDS; second++) {
                for (int i = 0; i < NAMES.size(); i++) {
                    for (int k = 0; k < 3; k++) {
                        prices[i] += random.nextInt(3) == 0 ? 0 : 0.01 * (random.nextInt(21) - 10);
                        send(producer, topic, trade(i, sequence++, second, 300 * k, prices[i]));
                    }
                }
                if (second == SECONDS / 2) {
                    trouble(producer, topic, second, sequence, prices);
                    sequence += 10;
                }
            }
            for (int partition = 0; partition < PARTITIONS; partition++) {
                byte[] heartbeat = TickJson.encode(new Heartbeat(START.plusSeconds(SECONDS + 2)));
                producer.send(new ProducerRecord<>(topic, partition, null, heartbeat));
            }
        }
    }

    private static void trouble(
            KafkaProducer<byte[], byte[]> producer, String topic, int second, long sequence, double[] prices) {
        for (int i = 0; i < NAMES.size(); i++) {
            Trade trade = trade(i, 3L * i, second, 700, prices[i]);
            send(producer, topic, trade);
            send(producer, topic, trade(i, sequence + 1, second - 60, 0, prices[i]));
            producer.send(new ProducerRecord<>(
                    topic,
                    key(NAMES.get(i)),
                    TickJson.encode(new io.credence.forecasting.market.Quote(
                            NAMES.get(i), "q", 1, START.plusSeconds(second), prices[i] + 1, prices[i]))));
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(topic, partition, null, "nonsense".getBytes(StandardCharsets.UTF_8)));
            producer.send(new ProducerRecord<>(topic, partition, null, new byte[900_000]));
            producer.send(new ProducerRecord<>(
                    topic,
                    partition,
                    null,
                    TickJson.encode(new Trade("ZZZ", "tape", 1, START.plusSeconds(second), 5, 1))));
            producer.send(new ProducerRecord<>(
                    topic, partition, null, TickJson.encode(new Heartbeat(Instant.parse("2199-01-01T00:00:00Z")))));
        }
    }

    private static Trade trade(int name, long sequence, int second, int millis, double price) {
        return new Trade(
                NAMES.get(name), "tape", sequence, START.plusSeconds(second).plusMillis(millis), price, 1);
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic, Trade trade) {
        producer.send(new ProducerRecord<>(topic, key(trade.instrument()), TickJson.encode(trade)));
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                new KafkaSettings(Broker.bootstrap(), "none", java.util.Optional.empty(), 500).producer());
    }

    private static Set<String> ids(String topic) {
        Set<String> ids = new HashSet<>();
        KafkaSettings settings = new KafkaSettings(Broker.bootstrap(), "none", java.util.Optional.empty(), 5000);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    ids.add(new String(record.headers().lastHeader("id").value(), StandardCharsets.UTF_8));
                }
            }
        }
        return ids;
    }

    private static void awaitEnd(Database database, String topic) {
        await(() -> isAtEnd(database, topic));
    }

    private static boolean isAtEnd(Database database, String topic) {
        Map<Integer, Long> ends;
        try (TopicAdmin admin = TopicAdmin.of(Broker.bootstrap())) {
            ends = admin.endOffsets(topic);
        }
        long end = ends.values().stream().mapToLong(Long::longValue).sum();
        return count(database, "select coalesce(sum(next_offset), 0) from stream_position") == end;
    }

    private static long count(Database database, String sql) {
        return Long.parseLong(text(database, sql));
    }

    private static String text(Database database, String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        } catch (java.sql.SQLException e) {
            return "-1";
        }
    }

    private static void await(BooleanSupplier condition) {
        Await.within(Duration.ofSeconds(60), condition);
    }
}
