package io.credence.risk.messaging;

import io.credence.risk.port.PartitionId;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/** A live topic: its ids change when cluster or topic is made anew, its name does not. */
record TopicIdentity(String clusterId, String topicId, int partitions) {

    PartitionId partition(int number) {
        return new PartitionId(clusterId, topicId, number);
    }

    /**
     * Asks the broker.
     *
     * @throws BrokerUnavailableException when it cannot be reached or has no such topic, with what to do
     */
    static TopicIdentity of(KafkaSettings settings, String topic) throws InterruptedException {
        try (Admin admin = Admin.create(settings.admin())) {
            String cluster = admin.describeCluster().clusterId().get(10, TimeUnit.SECONDS);
            TopicDescription description = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(10, TimeUnit.SECONDS)
                    .get(topic);
            if (description == null) {
                throw new BrokerUnavailableException("the broker described no topic " + topic, null);
            }
            return new TopicIdentity(
                    cluster,
                    description.topicId().toString(),
                    description.partitions().size());
        } catch (ExecutionException | TimeoutException e) {
            throw new BrokerUnavailableException(
                    "topic " + topic + " at " + settings.bootstrap() + " cannot be described: "
                            + (e.getCause() == null
                                    ? "no answer within 10 s"
                                    : e.getCause().getMessage())
                            + ". Maybe the broker is down, or the topic is to be created first.",
                    e);
        }
    }
}
