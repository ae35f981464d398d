package io.credence.risk.application;

import io.credence.forecasting.market.BarSpec;
import io.credence.forecasting.model.ProgressListener;
import io.credence.risk.application.Audit.Count;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.LedgerQueries;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.PublishedHead;
import io.credence.risk.port.Seal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes the chains again from the stored forecasts and holds them against the stored seals and the published heads. A break is told where
 * it is: the chain goes on from the stored head after it.
 */
public final class ChainCheck {

    /** Seals that are read at a time, and forecasts that are. */
    private static final int SEALS = 5_000;

    private static final int FORECASTS = 20_000;

    private static final int NAMED = 10;

    private final LedgerQueries queries;
    private final PublishedHeads published;
    private final Audit audit;
    private final Instant from;
    private final ProgressListener progress;
    /** Sealed forecasts from {@link #from} on that were seen, by partition; and up to which record none were sealed. */
    private final Map<PartitionId, Long> seen = new HashMap<>();

    private final Map<PartitionId, Long> unsealedUntil = new HashMap<>();

    /**
     * @param published what Kafka has
     * @param from seals of forecasts before are left out
     */
    public ChainCheck(
            LedgerQueries queries, PublishedHeads published, Audit audit, Instant from, ProgressListener progress) {
        this.queries = queries;
        this.published = published;
        this.audit = audit;
        this.from = from;
        this.progress = progress;
    }

    /** @param newest the newest seal of each partition, read before what is published */
    public void run(List<Seal> newest) {
        Map<PartitionId, Long> counts = queries.forecastCounts(newest, from);
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        for (Seal last : newest) {
            audit.count(Count.CHAINS, 1);
            chain(last, total);
            beyond(last);
        }
        List<PartitionId> known = newest.stream().map(Seal::partition).toList();
        published.heads().keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> audit.find("head", id.lane(), "Kafka has heads of this chain, the store has none"));
        Set<PartitionId> suspect = new HashSet<>(queries.partitionsWithTail(from));
        counts.forEach((id, count) -> {
            if (!count.equals(seen.getOrDefault(id, 0L))) {
                suspect.add(id);
            }
        });
        suspect.forEach(this::strays);
    }

    private void chain(Seal last, long total) {
        PartitionId id = last.partition();
        Seal before = begin(id);
        while (before.number() < last.number()) {
            List<Seal> seals = queries.seals(id, before.number(), last.number(), SEALS);
            if (seals.isEmpty()) {
                return;
            }
            for (Seal seal : seals) {
                link(before, seal);
                foreign(id, before.span().lastOffset() + 1, seal.span().firstOffset() - 1);
                before = seal;
            }
            groups(seals).forEach(group -> {
                check(group);
                progress.progress(audit.count(Count.FORECASTS), total);
            });
        }
    }

    /** After what is left out, or after what retention removed. */
    private Seal begin(PartitionId id) {
        Optional<Seal> anchor = queries.anchor(id).map(LedgerQueries.Anchor::seal);
        anchor.ifPresent(this::anchored);
        return Stream.concat(queries.sealBefore(id, from).stream(), anchor.stream())
                .max(Comparator.comparingLong(Seal::number))
                .orElseGet(() -> start(id));
    }

    /** The anchor is a seal that stays, and what Kafka still has of it agrees. */
    private void anchored(Seal anchor) {
        audit.count(Count.CUT, 1);
        PartitionId id = anchor.partition();
        long last = anchor.span().lastOffset();
        boolean sealed = queries.seals(id, anchor.number() - 1, anchor.number(), 1).stream()
                .anyMatch(seal -> Arrays.equals(seal.head(), anchor.head()));
        if (!sealed) {
            audit.find("seal", name(anchor), "retention cut the chain there, and the seal is gone or was changed");
        }
        for (PublishedHead head : published.within(id, last, last)) {
            if (!Arrays.equals(head.head(), anchor.head())) {
                audit.find(
                        "head",
                        id.lane() + "@" + last,
                        "the head on Kafka, published at " + head.publishedAt()
                                + ", is not that from which the chain goes on after retention");
            }
        }
    }

    private static Seal start(PartitionId id) {
        Seal.Span nothing = new Seal.Span(0, -1, Instant.EPOCH, Instant.EPOCH);
        return new Seal(id, -1, nothing, 0, new byte[0], SealChain.start(id));
    }

    /** Seals follow each other without a gap. */
    private void link(Seal before, Seal seal) {
        boolean first = before.number() < 0;
        long expected = first ? Math.min(1, seal.number()) : before.number() + 1;
        if (seal.number() != expected) {
            audit.find("seal", name(seal), "the seals from number " + expected + " to it are gone");
        } else if (seal.number() == 0) {
            unsealedUntil.put(seal.partition(), seal.span().lastOffset());
        } else if (!Arrays.equals(seal.previous(), before.head())) {
            audit.find("seal", name(seal), "it does not follow from the seal before");
        }
    }

    private static List<List<Seal>> groups(List<Seal> seals) {
        List<List<Seal>> groups = new ArrayList<>();
        long size = FORECASTS;
        for (Seal seal : seals) {
            if (seal.number() > 0) {
                if (size >= FORECASTS) {
                    groups.add(new ArrayList<>());
                    size = 0;
                }
                groups.getLast().add(seal);
                size += seal.forecasts();
            }
        }
        return groups;
    }

    private void check(List<Seal> group) {
        Seal.Span span = group.stream().map(Seal::span).reduce(Seal.Span::with).orElseThrow();
        TreeMap<Long, List<ForecastRow>> byOffset = queries
                .forecasts(group.getFirst().partition(), span)
                .stream()
                .collect(Collectors.groupingBy(row -> row.source().offset(), TreeMap::new, Collectors.toList()));
        for (Seal seal : group) {
            check(
                    seal,
                    byOffset.subMap(seal.span().firstOffset(), true, seal.span().lastOffset(), true));
        }
    }

    private void check(Seal seal, Map<Long, List<ForecastRow>> byOffset) {
        audit.count(Count.SEALS, 1);
        List<ForecastRow> rows =
                byOffset.values().stream().flatMap(List::stream).toList();
        rows.forEach(this::row);
        long counted =
                rows.stream().filter(row -> !row.key().origin().isBefore(from)).count();
        seen.merge(seal.partition(), counted, Long::sum);
        Map<Long, byte[]> heads = new HashMap<>();
        byte[] head = seal.previous();
        for (Map.Entry<Long, List<ForecastRow>> record : byOffset.entrySet()) {
            head = SealChain.head(head, SealChain.inOrder(record.getValue()));
            heads.put(record.getKey(), head);
        }
        if (rows.size() != seal.forecasts()) {
            audit.find(
                    "seal",
                    name(seal),
                    "it is of " + seal.forecasts() + " forecasts with origins from "
                            + seal.span().firstOrigin() + " to " + seal.span().lastOrigin() + "; " + rows.size()
                            + " are stored" + named(rows));
        } else if (!Arrays.equals(head, seal.head())) {
            audit.find("seal", name(seal), "its forecasts do not give its head: one of them was changed" + named(rows));
        }
        published(seal, heads, rows);
    }

    private static String named(List<ForecastRow> rows) {
        return rows.isEmpty() || rows.size() > NAMED
                ? ""
                : ": " + rows.stream().map(row -> row.id().toString()).collect(Collectors.joining(", "));
    }

    private static String name(Seal seal) {
        return seal.partition().lane() + "/" + seal.number();
    }

    /** A row's values hash to its hash, and its key to its id. */
    private void row(ForecastRow row) {
        audit.count(Count.FORECASTS, 1);
        byte[] hash = ForecastIdentity.valueHash(row.price(), row.distribution(), row.figures());
        if (!Arrays.equals(hash, row.valueHash())) {
            audit.find(
                    "forecast", row.id(), "its values were changed: they do not hash to its hash (" + row.key() + ")");
        }
        if (!ForecastIdentity.id(row.key(), row.modelVersion()).equals(row.id())) {
            audit.find(
                    "forecast",
                    row.id(),
                    "its key or model was changed: they do not hash to its id (" + row.key() + " by "
                            + row.modelVersion() + ")");
        }
    }

    private void published(Seal seal, Map<Long, byte[]> heads, List<ForecastRow> rows) {
        audit.count(Count.WAITING, published.isWaiting(seal) ? 1 : 0);
        if (published.lacks(seal)) {
            audit.find("head", name(seal), "it was never published, and does not wait in the outbox");
        }
        Seal.Span span = seal.span();
        for (PublishedHead each : published.within(seal.partition(), span.firstOffset(), span.lastOffset())) {
            audit.count(Count.HEADS, 1);
            audit.count(Count.IN_TIME, isInTime(each, rows) ? 1 : 0);
            if (!Arrays.equals(each.head(), heads.get(each.lastOffset()))) {
                audit.find(
                        "head",
                        seal.partition().lane() + "@" + each.lastOffset(),
                        "the head on Kafka, published at " + each.publishedAt()
                                + ", is not that of the stored forecasts (seal " + seal.number() + ")");
            }
        }
    }

    private static boolean isInTime(PublishedHead head, List<ForecastRow> rows) {
        return rows.stream()
                .filter(row -> row.source().offset() == head.lastOffset())
                .allMatch(row -> head.publishedAt()
                        .isBefore(row.key()
                                .origin()
                                .plus(BarSpec.parse(row.key().spec()).length())));
    }

    /** Heads on Kafka of records that, by the store, closed no bar. */
    private void foreign(PartitionId id, long first, long last) {
        for (PublishedHead head : published.within(id, first, last)) {
            audit.find(
                    "head",
                    id.lane() + "@" + head.lastOffset(),
                    "the head on Kafka, published at " + head.publishedAt()
                            + ", is of forecasts that the store has not");
        }
    }

    /** Heads on Kafka that the store's chain does not reach any more. */
    private void beyond(Seal last) {
        PartitionId id = last.partition();
        List<PublishedHead> later = published.within(id, last.span().lastOffset() + 1, Long.MAX_VALUE);
        if (later.isEmpty()) {
            return;
        }
        // The stream went on after the newest seals were read.
        List<Seal> now = queries.seals(id, last.number(), Long.MAX_VALUE, Integer.MAX_VALUE);
        for (PublishedHead head : later) {
            if (now.stream().noneMatch(seal -> Arrays.equals(seal.head(), head.head()))) {
                foreign(id, head.lastOffset(), head.lastOffset());
            }
        }
    }

    /** Forecasts that no seal is of; those from before sealing are counted, others are forged. */
    private void strays(PartitionId id) {
        List<LedgerQueries.Place> places = queries.places(id, from);
        List<Seal> seals = queries.seals(id, 0, Long.MAX_VALUE, Integer.MAX_VALUE);
        TreeMap<Long, Seal> byOffset = new TreeMap<>();
        seals.forEach(seal -> byOffset.put(seal.span().firstOffset(), seal));
        long older = unsealedUntil.getOrDefault(id, -1L);
        for (LedgerQueries.Place place : places) {
            Map.Entry<Long, Seal> seal = byOffset.floorEntry(place.offset());
            if (place.offset() <= older) {
                audit.count(Count.UNSEALED, 1);
            } else if (seal == null || seal.getValue().span().lastOffset() < place.offset()) {
                audit.find("forecast", place.id(), "no seal is of it: it was added, or its offset changed");
            }
        }
    }
}
