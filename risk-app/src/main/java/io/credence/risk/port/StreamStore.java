package io.credence.risk.port;

import java.util.Collection;
import java.util.List;

/** The stream's side of the database. */
public interface StreamStore {

    /**
     * Takes a partition: raises its claim so that any earlier owner's commits fail, and loads the state of its instruments.
     * A partition not seen before begins at the given offset.
     */
    Position claim(PartitionId id, long firstOffset);

    /**
     * Writes a batch in one transaction.
     *
     * @return how many forecasts were there already
     * @throws PositionLostException when a partition is no longer the caller's; nothing is written
     * @throws StoreUnavailableException when the database cannot be reached; nothing is known to be written
     */
    Committed commit(Batch batch);

    /**
     * Does with a batch of bars of nobody what {@link #commit} does with a real one, positions left out, and takes it back: a
     * database's first transactions of a kind take many times as long as later ones.
     */
    void rehearse(Batch batch);

    /**
     * How many partitions a topic had when it was first seen, which a later count must equal: a key's partition depends on
     * it. Enters the count at first sight.
     */
    int partitionsAtFirstSight(String clusterId, String topicId, int partitions);

    /** The next messages of a lane in order. */
    List<OutboxEntry> outbox(String lane, int limit);

    /** Forgets messages that were acknowledged. */
    void published(Collection<Long> sequences);

    /** A message with its place in the order. */
    record OutboxEntry(long sequence, OutboxRow row) {}

    /**
     * What a commit found.
     *
     * @param replayed forecasts that were stored already with equal values
     * @param divergent forecasts that were stored already with other values; must be 0
     */
    record Committed(int replayed, int divergent) {}
}
