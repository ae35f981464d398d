package io.credence.risk.application;

import io.credence.risk.port.Batch;
import io.credence.risk.port.InboundRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read since the last commit, worked out on copies. Dropping the object rolls it back; {@link #committed} makes
 * it the truth in memory after it has become the truth in the store.
 */
public final class StreamBatch {

    private final StreamProcessor processor;
    private final Map<OwnedPartition, PartitionWork> works = new LinkedHashMap<>();

    StreamBatch(StreamProcessor processor) {
        this.processor = processor;
    }

    /** Takes a partition's next record. */
    public void accept(OwnedPartition partition, InboundRecord record) {
        works.computeIfAbsent(partition, processor::work).accept(record);
    }

    public boolean isEmpty() {
        return works.isEmpty();
    }

    /** Whether a bar closed, so that there is something to forecast. */
    public boolean hasClosedBars() {
        return works.values().stream().anyMatch(work -> !work.closed().isEmpty());
    }

    /** Computes what the transaction writes; called once. */
    public Batch finish() {
        return processor.finish(List.copyOf(works.values()));
    }

    /** The transaction is through. */
    public void committed() {
        works.values().forEach(PartitionWork::committed);
    }
}
