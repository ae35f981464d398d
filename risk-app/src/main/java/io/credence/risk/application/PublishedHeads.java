package io.credence.risk.application;

import io.credence.risk.port.PartitionId;
import io.credence.risk.port.PublishedHead;
import io.credence.risk.port.Seal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The heads that Kafka has, by partition and offset. They are compared by what they hash and not by their number: a store that was
 * restored from a copy commits elsewhere, and its chain is the same.
 *
 * @param waiting heads in hexadecimal digits that are still in the outbox
 */
public record PublishedHeads(Map<PartitionId, NavigableMap<Long, List<PublishedHead>>> heads, Set<String> waiting) {

    /** None were read. */
    public static final PublishedHeads NONE = new PublishedHeads(Map.of(), Set.of());

    public static PublishedHeads of(List<PublishedHead> all, Set<String> waiting) {
        return new PublishedHeads(
                all.stream()
                        .collect(Collectors.groupingBy(
                                PublishedHead::partition,
                                Collectors.groupingBy(PublishedHead::lastOffset, TreeMap::new, Collectors.toList()))),
                waiting);
    }

    /** Those of records in {@code [first, last]}. */
    List<PublishedHead> within(PartitionId partition, long first, long last) {
        NavigableMap<Long, List<PublishedHead>> all = heads.get(partition);
        return all == null || first > last
                ? List.of()
                : all.subMap(first, true, last, true).values().stream()
                        .flatMap(List::stream)
                        .toList();
    }

    /** Whether a seal should be on the topic and is not: older ones may have expired there. */
    boolean lacks(Seal seal) {
        NavigableMap<Long, List<PublishedHead>> all = heads.get(seal.partition());
        long last = seal.span().lastOffset();
        if (isWaiting(seal) || all == null || last < all.firstKey()) {
            return false;
        }
        return all.getOrDefault(last, List.of()).stream().noneMatch(head -> Arrays.equals(head.head(), seal.head()));
    }

    boolean isWaiting(Seal seal) {
        return waiting.contains(HexFormat.of().formatHex(seal.head()));
    }
}
