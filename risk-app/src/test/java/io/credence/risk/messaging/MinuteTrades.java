package io.credence.risk.messaging;

import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.Trade;
import io.credence.forecasting.market.TradingCalendar;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.Database;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Trades of three instruments on two partitions, a minute at a time. */
final class MinuteTrades {

    static final int PARTITIONS = 2;
    static final Instant START = Instant.parse("2024-01-15T10:00:00Z");

    private static final List<String> NAMES = List.of("AAA", "BBB", "CCC");
    private static final int SECONDS = 60;

    private final Random random = new Random(7);

    /** A database that knows the instruments. */
    static Database database() {
        Database database = Database.fresh();
        JdbcHistoryStore history = new JdbcHistoryStore(Connections.plain(database.address()));
        NAMES.forEach(name -> history.save(new Instrument(name, 0.01, TradingCalendar.ALWAYS_OPEN)));
        return database;
    }

    /** A minute of trades, one a second of each instrument, and a heartbeat that closes its last bars. */
    void publish(String topic, int minute) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(new KafkaSettings(Broker.bootstrap(), "none", Optional.empty(), 500).producer())) {
            for (int second = minute * SECONDS; second < (minute + 1) * SECONDS; second++) {
                for (String name : NAMES) {
                    Trade trade = new Trade(
                            name, "t", second, START.plusSeconds(second), 100 + 0.01 * random.nextInt(100), 1);
                    producer.send(
                            new ProducerRecord<>(topic, name.getBytes(StandardCharsets.UTF_8), TickJson.encode(trade)));
                }
            }
            Instant end = START.plusSeconds((minute + 1L) * SECONDS).plus(Duration.ofSeconds(2));
            for (int partition = 0; partition < PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>(topic, partition, null, TickJson.encode(new Heartbeat(end))));
            }
        }
    }
}
