package io.credence.risk.port;

/** A partition of a topic that lives: the ids of cluster and topic change when either is made anew. */
public record PartitionId(String clusterId, String topicId, int partition) {

    /** The outbox lane that the partition's owner publishes. */
    public String lane() {
        return topicId + "/" + partition;
    }
}
