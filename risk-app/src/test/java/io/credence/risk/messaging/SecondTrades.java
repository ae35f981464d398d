package io.credence.risk.messaging;

import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.Trade;
import io.credence.risk.testing.Broker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Trades of one instrument, one a second, on a topic of their own. */
final class SecondTrades {

    static final Instant START = Instant.parse("2024-01-15T10:00:00Z");
    static final String NAME = "AAA";

    private SecondTrades() {}

    /** A trade a second, and a heartbeat that closes the last bar. */
    static void publish(String topic, int from, int until) {
        Random random = new Random(from);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(new KafkaSettings(Broker.bootstrap(), "none", Optional.empty(), 500).producer())) {
            for (int i = from; i < until; i++) {
                Trade trade = new Trade(NAME, "t", i, START.plusSeconds(i), 100 + 0.01 * random.nextInt(100), 1);
                producer.send(
                        new ProducerRecord<>(topic, NAME.getBytes(StandardCharsets.UTF_8), TickJson.encode(trade)));
            }
            Instant end = START.plusSeconds(until).plus(Duration.ofSeconds(2));
            producer.send(new ProducerRecord<>(topic, 0, null, TickJson.encode(new Heartbeat(end))));
        }
    }
}
