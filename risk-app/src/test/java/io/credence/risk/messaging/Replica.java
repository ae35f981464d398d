package io.credence.risk.messaging;

import io.credence.forecasting.market.BarSpec;
import io.credence.risk.application.OwnedPartition;
import io.credence.risk.application.Predictors;
import io.credence.risk.application.StreamProcessor;
import io.credence.risk.application.StreamSettings;
import io.credence.risk.application.WarmUp;
import io.credence.risk.persistence.Connections;
import io.credence.risk.persistence.JdbcHistoryStore;
import io.credence.risk.persistence.JdbcModelStore;
import io.credence.risk.persistence.JdbcShadowStore;
import io.credence.risk.persistence.JdbcStreamStore;
import io.credence.risk.port.Batch;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.StreamStore;
import io.credence.risk.registry.FileRegistry;
import io.credence.risk.testing.Broker;
import io.credence.risk.testing.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The stream as one replica of the service runs it, without the rest of the service. */
final class Replica implements AutoCloseable {

    static final BarSpec SPEC = BarSpec.parse("1s");

    private final StreamMeter meter = new StreamMeter();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final OutboxPublisher outbox;
    private final StreamLoop loop;
    private final Thread looping;
    private final Thread publishing;

    private Replica(Database database, String topic, Path registry, int maxPollRecords) throws InterruptedException {
        KafkaSettings kafka =
                new KafkaSettings(Broker.bootstrap(), "group-" + database.schema(), Optional.empty(), maxPollRecords);
        StreamStore store = new JdbcStreamStore(Connections.plain(database.address()), topic + ".");
        HistoryStore history = new JdbcHistoryStore(Connections.plain(database.address()));
        StreamSettings settings = new StreamSettings(
                SPEC,
                Duration.ofSeconds(2),
                Duration.ofDays(7),
                Duration.ofMinutes(5),
                new StreamSettings.Topics(
                        topic, topic + ".bars", topic + ".forecasts", topic + ".alerts", topic + ".dlq"),
                false);
        Predictors predictors = new Predictors(new FileRegistry(registry), List.of(1, 5, 15));
        StreamProcessor processor =
                new StreamProcessor(settings, history, new MessageJson(), predictors, new WarmUp(history, SPEC));
        consumer = new KafkaConsumer<>(kafka.consumer());
        producer = new KafkaProducer<>(kafka.producer());
        outbox = new OutboxPublisher(store, producer);
        StreamWires wires = new StreamWires(
                topic,
                processor,
                store,
                new JdbcModelStore(Connections.plain(database.address()), ""),
                new JdbcShadowStore(Connections.plain(database.address()), ""),
                meter,
                new Lanes());
        loop = new StreamLoop(wires, consumer, TopicIdentity.of(kafka, topic));
        publishing = Thread.ofPlatform().name("outbox").start(outbox);
        looping = Thread.ofPlatform().name("stream").start(loop);
    }

    static Replica start(Database database, String topic, Path registry, int maxPollRecords)
            throws InterruptedException {
        return new Replica(database, topic, registry, maxPollRecords);
    }

    StreamMeter meter() {
        return meter;
    }

    /** Stops without committing what was read; closing the consumer leaves the group at once. */
    @Override
    public void close() {
        loop.stop();
        outbox.stop();
        join(looping);
        join(publishing);
        consumer.close();
        producer.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a replica stopped", e);
        }
        if (thread.isAlive()) {
            throw new IllegalStateException("thread " + thread.getName() + " did not stop within 20 s");
        }
    }

    private final class Lanes implements StreamListener {

        @Override
        public void committed(Batch batch) {
            outbox.wake();
        }

        @Override
        public void owned(List<OwnedPartition> partitions) {
            Set<String> lanes = new HashSet<>();
            partitions.forEach(mine -> lanes.add(mine.id().lane()));
            outbox.lanes(lanes);
        }
    }
}
