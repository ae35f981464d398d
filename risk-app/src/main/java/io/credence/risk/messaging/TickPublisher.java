package io.credence.risk.messaging;

import io.credence.forecasting.market.Heartbeat;
import io.credence.forecasting.market.PriceTick;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Publishes ticks in order, each exactly once while the broker lives: idempotent producer, acknowledged by all replicas. The
 * key is the instrument, so that one instrument's ticks are one partition's.
 */
public final class TickPublisher implements AutoCloseable {

    /** Whoever wants his messages to arrive has flushed before. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final String bootstrap;
    private final String topic;
    private final int partitions;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private TickPublisher(Producer<byte[], byte[]> producer, String bootstrap, String topic, int partitions) {
        this.producer = producer;
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** @throws MessagingException when the broker cannot be reached or has no such topic */
    public static TickPublisher open(String bootstrap, String topic) {
        int partitions;
        try (TopicAdmin admin = TopicAdmin.of(bootstrap)) {
            partitions = admin.partitions(topic);
        }
        return new TickPublisher(new KafkaProducer<>(settings(bootstrap)), bootstrap, topic, partitions);
    }

    private static Map<String, Object> settings(String bootstrap) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                65_536);
    }

    /** Hands a tick over; returns before it is acknowledged. Blocks while the broker is behind. */
    public void publish(PriceTick tick) {
        byte[] key = tick.instrument().getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(topic, partition(tick.instrument(), partitions), key, TickJson.encode(tick)));
    }

    /** Moves the watermark of every partition. */
    public void heartbeat(Heartbeat heartbeat) {
        byte[] value = TickJson.encode(heartbeat);
        for (int partition = 0; partition < partitions; partition++) {
            send(new ProducerRecord<>(topic, partition, null, value));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        throwFailure();
        try {
            producer.send(message, this::done);
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    private void done(@Nullable RecordMetadata where, @Nullable Exception error) {
        if (error == null) {
            acknowledged.incrementAndGet();
        } else {
            failure.compareAndSet(null, error);
        }
    }

    /** How many messages were acknowledged. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** Waits until everything handed over is acknowledged. */
    public void flush() {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() {
        Exception error = failure.get();
        if (error != null) {
            throw failed(error);
        }
    }

    private MessagingException failed(Exception error) {
        return new MessagingException(
                "publishing to " + topic + " on Kafka at " + bootstrap + " failed after " + acknowledged()
                        + " acknowledged records: " + error.getMessage() + ". Maybe the broker is down.",
                error);
    }

    /** The partition that Kafka's own partitioner gives an instrument's ticks. */
    public static int partition(String instrument, int partitions) {
        return Utils.toPositive(Utils.murmur2(instrument.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
