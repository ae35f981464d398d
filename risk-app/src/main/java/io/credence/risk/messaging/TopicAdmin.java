package io.credence.risk.messaging;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Makes, describes and removes topics. Every call waits for the broker and fails with a message that names it. */
public final class TopicAdmin implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Admin admin;
    private final String bootstrap;

    private TopicAdmin(Admin admin, String bootstrap) {
        this.admin = admin;
        this.bootstrap = bootstrap;
    }

    /** @param bootstrap {@code host:port} of a broker, or several with commas */
    public static TopicAdmin of(String bootstrap) {
        Properties settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        try {
            return new TopicAdmin(Admin.create(settings), bootstrap);
        } catch (KafkaException e) {
            throw new MessagingException(
                    "Kafka's address '" + bootstrap + "' cannot be used: " + cause(e).getMessage()
                            + ". Maybe write it as host:port.",
                    e);
        }
    }

    /** Waits until the cluster answers. @return its id */
    public String clusterId() {
        return get("the cluster's description", admin.describeCluster().clusterId());
    }

    /**
     * Makes a topic; one that exists stays as it is.
     *
     * @throws MessagingException when it exists with another number of partitions
     */
    public void create(String topic, int partitions) {
        try {
            get(
                    "making the topic " + topic,
                    admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                            .all());
        } catch (MessagingException e) {
            if (!(cause(e) instanceof TopicExistsException)) {
                throw e;
            }
            refuseUnlike(topic, partitions);
        }
    }

    private void refuseUnlike(String topic, int partitions) {
        int found = partitions(topic);
        if (found != partitions) {
            throw new MessagingException("topic " + topic + " exists with " + found + " partitions; " + partitions
                    + " are needed. Maybe use another topic, or remove this one.");
        }
    }

    /** How many partitions a topic has. */
    public int partitions(String topic) {
        TopicDescription found = get(
                "describing the topic " + topic,
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
        return found.partitions().size();
    }

    /** The names of all topics that are not the broker's own. */
    public Set<String> topics() {
        return get("the list of topics", admin.listTopics().names());
    }

    /** The offset after the last record, by partition. */
    public Map<Integer, Long> endOffsets(String topic) {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, partitions(topic))
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> OffsetSpec.latest()));
        return get("the ends of the topic " + topic, admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        e -> e.getKey().partition(), e -> e.getValue().offset()));
    }

    /**
     * How many records of a topic a consumer group has told Kafka that it is past. A hint: the service's truth is in its
     * database.
     */
    public long consumed(String group, String topic) {
        return get(
                        "the offsets of the group " + group,
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** Removes topics; one that is gone already is no matter. */
    public void delete(Collection<String> topics) {
        for (String topic : topics) {
            try {
                get(
                        "removing the topic " + topic,
                        admin.deleteTopics(List.of(topic)).all());
            } catch (MessagingException e) {
                if (!(cause(e) instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
    }

    private <T> T get(String what, @Nullable KafkaFuture<T> future) {
        Objects.requireNonNull(future, what);
        try {
            return future.get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new MessagingException(
                    what + " failed on Kafka at " + bootstrap + ": " + cause(e).getMessage()
                            + ". Maybe the broker is down or the address is wrong.",
                    cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MessagingException(what + " was interrupted", e);
        }
    }

    private static Throwable cause(Exception e) {
        return e.getCause() == null ? e : e.getCause();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
