package io.credence.risk.messaging;

import io.credence.forecasting.market.PriceTick;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the last priced tick of each partition, which tells a publisher that was killed how far it came. */
public final class TopicTail {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long FIRST_REACH = 16;

    private final Consumer<byte[], byte[]> consumer;

    private TopicTail(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** By partition; one without ticks is left out. */
    public static Map<Integer, PriceTick> of(String bootstrap, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
            return new TopicTail(consumer).read(topic);
        } catch (KafkaException e) {
            throw new MessagingException(
                    "reading the end of " + topic + " on Kafka at " + bootstrap + " failed: " + e.getMessage()
                            + ". Maybe the broker is down.",
                    e);
        }
    }

    private Map<Integer, PriceTick> read(String topic) {
        Map<Integer, PriceTick> last = new HashMap<>();
        consumer.partitionsFor(topic).forEach(info -> {
            TopicPartition partition = new TopicPartition(topic, info.partition());
            last(partition).ifPresent(tick -> last.put(info.partition(), tick));
        });
        return last;
    }

    /** Looks back further and further: heartbeats may stand behind the last tick. */
    private Optional<PriceTick> last(TopicPartition partition) {
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        for (long reach = FIRST_REACH; ; reach *= 8) {
            long from = Math.max(begin, end - reach);
            Optional<PriceTick> found = lastFrom(partition, from, end);
            if (found.isPresent() || from == begin) {
                return found;
            }
        }
    }

    private Optional<PriceTick> lastFrom(TopicPartition partition, long from, long end) {
        consumer.seek(partition, from);
        PriceTick last = null;
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL).records(partition)) {
                last = priced(found.value(), last);
            }
        }
        return Optional.ofNullable(last);
    }

    private static @Nullable PriceTick priced(byte @Nullable [] value, @Nullable PriceTick otherwise) {
        try {
            return value != null && TickJson.decode(value) instanceof PriceTick tick ? tick : otherwise;
        } catch (MalformedTickException e) {
            // Somebody else's record; the service will say what is wrong with it.
            return otherwise;
        }
    }
}
