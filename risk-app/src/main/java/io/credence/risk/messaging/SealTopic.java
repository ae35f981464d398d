package io.credence.risk.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.PublishedHead;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads all heads of chains that Kafka still has. */
public final class SealTopic {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final ObjectMapper JSON = new ObjectMapper();

    private SealTopic() {}

    /**
     * @throws MessagingException when the broker cannot be reached, has no such topic, or the topic holds something else
     */
    public static List<PublishedHead> read(String bootstrap, String topic) {
        try (TopicAdmin admin = TopicAdmin.of(bootstrap)) {
            if (!admin.topics().contains(topic)) {
                throw new MessagingException("Kafka at " + bootstrap + " has no topic " + topic
                        + ". Maybe set CREDENCE_KAFKA_TOPIC_PREFIX as the service has it.");
            }
        }
        KafkaSettings settings = new KafkaSettings(bootstrap, "none", Optional.empty(), 5_000);
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer())) {
            return read(consumer, topic);
        } catch (KafkaException e) {
            throw new MessagingException(
                    "reading " + topic + " on Kafka at " + bootstrap + " failed: " + e.getMessage()
                            + ". Maybe the broker is down.",
                    e);
        }
    }

    private static List<PublishedHead> read(Consumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<PublishedHead> heads = new ArrayList<>();
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                heads.add(head(record));
            }
        }
        return heads;
    }

    private static PublishedHead head(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode json = JSON.readTree(record.value());
            return new PublishedHead(
                    new PartitionId(
                            json.required("clusterId").asText(),
                            json.required("topicId").asText(),
                            json.required("partition").asInt()),
                    json.required("lastOffset").asLong(),
                    HexFormat.of().parseHex(json.required("head").asText()),
                    Instant.ofEpochMilli(record.timestamp()));
        } catch (IOException | IllegalArgumentException e) {
            throw new MessagingException(
                    "the record at offset " + record.offset() + " of " + record.topic() + " is no seal: "
                            + e.getMessage(),
                    e);
        }
    }
}
