package io.credence.risk.messaging;

import io.credence.risk.application.OwnedPartition;
import io.credence.risk.application.StreamBatch;
import io.credence.risk.application.StreamProcessor;
import io.credence.risk.port.Batch;
import io.credence.risk.port.InboundRecord;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.PositionLostException;
import io.credence.risk.port.ShadowStore;
import io.credence.risk.port.ShadowStore.Shadow;
import io.credence.risk.port.StoreUnavailableException;
import io.credence.risk.port.StreamStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The poll loop, on one platform thread. The position in the database is the truth; Kafka's own commits are a hint for lag
 * tools. Each partition has a batch of its own, from one commit to the next, over several polls when no bar closes: the bars
 * of one do not wait while the open bars of all others are written. A batch is worked out on copies, so that dropping it and
 * seeking back is always right.
 */
final class StreamLoop implements Runnable, ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(StreamLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofMillis(500);

    /** Open bars are written at least so often; a closed bar is written at once. */
    private static final long COMMIT_NANOS = Duration.ofSeconds(2).toNanos();

    /** How often a new champion, or a challenger on trial, is looked for. */
    private static final long SWAP_NANOS = Duration.ofSeconds(1).toNanos();

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private final StreamProcessor processor;
    private final StreamStore store;
    private final ModelStore models;
    private final ShadowStore shadows;
    private final StreamMeter meter;
    private final StreamListener listener;
    private final Map<TopicPartition, OwnedPartition> owned = new LinkedHashMap<>();
    private final Set<TopicPartition> unclaimed = new TreeSet<>(Comparator.comparingInt(TopicPartition::partition));
    private TopicIdentity identity;
    private final Map<TopicPartition, Open> open = new LinkedHashMap<>();
    private long lookedForModels;
    private volatile boolean stopping;

    StreamLoop(StreamWires wires, Consumer<byte[], byte[]> consumer, TopicIdentity identity) {
        this.consumer = consumer;
        this.topic = wires.topic();
        this.processor = wires.processor();
        this.store = wires.store();
        this.models = wires.models();
        this.shadows = wires.shadows();
        this.meter = wires.meter();
        this.listener = wires.listener();
        this.identity = identity;
    }

    /** A partition's batch that is not committed yet, and when its first record was read. */
    private record Open(StreamBatch batch, long began) {}

    /** Ends the loop from another thread; what was not committed is read again by the next owner. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    @Override
    public void run() {
        consumer.subscribe(List.of(topic), this);
        while (!stopping) {
            try {
                turn();
            } catch (WakeupException e) {
                LOG.debug("woken up to stop", e);
            } catch (StoreUnavailableException e) {
                giveBack("the database cannot be reached: " + e.getMessage(), e);
            } catch (PositionLostException e) {
                giveBack("a partition went to another owner: " + e.getMessage(), e);
            } catch (OffsetOutOfRangeException e) {
                giveBack("records were deleted before they were read: " + e.getMessage(), e);
            } catch (KafkaException e) {
                giveBack("the broker refused or broke off: " + e.getMessage(), e);
            }
        }
        meter.running(false);
    }

    /** One turn: read, work out, commit. */
    private void turn() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(unclaimed.isEmpty() ? POLL : RETRY);
        long polledAt = System.nanoTime();
        claimWhatIsNew();
        take(records, polledAt);
        commitWhatIsDue(polledAt);
        lookForModels(polledAt);
    }

    private void take(ConsumerRecords<byte[], byte[]> records, long polledAt) {
        for (TopicPartition partition : records.partitions()) {
            OwnedPartition mine = owned.get(partition);
            if (mine != null) {
                StreamBatch batch = open.computeIfAbsent(partition, key -> new Open(processor.begin(), polledAt))
                        .batch();
                records.records(partition).forEach(record -> batch.accept(mine, inbound(record)));
            }
        }
    }

    private static InboundRecord inbound(ConsumerRecord<byte[], byte[]> record) {
        return new InboundRecord(record.offset(), Instant.ofEpochMilli(record.timestamp()), record.value());
    }

    private void commitWhatIsDue(long polledAt) {
        boolean committed = false;
        for (TopicPartition partition : List.copyOf(open.keySet())) {
            Open each = open.get(partition);
            if (each != null && (each.batch().hasClosedBars() || polledAt - each.began() >= COMMIT_NANOS)) {
                commit(partition, each.batch(), polledAt);
                committed = true;
            }
        }
        if (committed) {
            hint();
        }
    }

    private void commit(TopicPartition partition, StreamBatch batch, long polledAt) {
        Batch rows = batch.finish();
        StreamStore.Committed found = store.commit(rows);
        meter.committed(rows, found, System.nanoTime() - polledAt);
        batch.committed();
        open.remove(partition);
        if (found.divergent() > 0) {
            meter.trouble(found.divergent() + " forecasts differ from stored ones of their key");
        }
        listener.committed(rows);
    }

    /** Tells Kafka where we are, for lag tools only: failures are of no consequence. */
    private void hint() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Map<PartitionId, Long> lag = new HashMap<>();
        owned.forEach((partition, mine) -> {
            offsets.put(partition, new OffsetAndMetadata(mine.nextOffset()));
            OptionalLong behind = consumer.currentLag(partition);
            behind.ifPresent(records -> lag.put(mine.id(), records));
        });
        meter.lag(lag);
        consumer.commitAsync(offsets, (done, failure) -> {
            if (failure != null) {
                LOG.debug("the hint of our offsets did not reach Kafka", failure);
            }
        });
    }

    /** Claims partitions outside the rebalance callback, where a database that is down may take its time. */
    private void claimWhatIsNew() {
        if (!unclaimed.isEmpty()) {
            String shadow = shadows.current().map(Shadow::version).orElse(null);
            for (TopicPartition partition : List.copyOf(unclaimed)) {
                claim(partition, shadow);
                unclaimed.remove(partition);
            }
            prepare();
        }
        if (!owned.isEmpty() && !meter.running()) {
            meter.running(true);
            meter.trouble(null);
        }
    }

    private void prepare() {
        Set<Integer> numbers = new HashSet<>();
        owned.keySet().forEach(partition -> numbers.add(partition.partition()));
        processor.prepare(
                owned.values(), name -> numbers.contains(TickPublisher.partition(name, identity.partitions())), store);
    }

    /** @param shadow the challenger on trial, which must not miss a bar between this claim and the next look for one */
    private void claim(TopicPartition partition, @Nullable String shadow) {
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        OwnedPartition mine = processor.adopt(store.claim(identity.partition(partition.partition()), begin), shadow);
        if (mine.nextOffset() < begin) {
            LOG.errorf(
                    "%d records of %s were deleted before they were read: offsets %d to %d",
                    begin - mine.nextOffset(), partition, mine.nextOffset(), begin - 1);
            processor.lost(mine, begin, store);
        }
        owned.put(partition, mine);
        consumer.seek(partition, mine.nextOffset());
        consumer.resume(List.of(partition));
        listener.owned(List.copyOf(owned.values()));
        showVersions();
        LOG.infof("own %s from offset %d under claim %d", partition, mine.nextOffset(), mine.claim());
    }

    private void showVersions() {
        Map<PartitionId, String> versions = new HashMap<>();
        owned.values().forEach(mine -> {
            String version = mine.modelVersion();
            versions.put(mine.id(), version == null ? "ewma" : version);
        });
        meter.versions(versions);
    }

    private void lookForModels(long now) {
        if (now - lookedForModels < SWAP_NANOS) {
            return;
        }
        lookedForModels = now;
        Optional<String> champion = models.champion();
        champion.ifPresent(this::swapAll);
        // In this order: a shadow that takes over is not beside itself meanwhile.
        besideAll(
                shadows.current().filter(this::canForecast).map(Shadow::version).orElse(null));
    }

    /** A challenger that cannot forecast has lost its trial. */
    private boolean canForecast(Shadow shadow) {
        Optional<String> refusal = processor.refusal(shadow.version());
        refusal.ifPresent(reason -> shadows.end(shadow, false, Map.of("reason", reason)));
        return refusal.isEmpty();
    }

    private void besideAll(@Nullable String shadow) {
        owned.forEach((partition, mine) -> {
            if (!Objects.equals(shadow, mine.shadowVersion())) {
                commitOpen(partition);
                processor.beside(mine, shadow, store);
                LOG.infof(
                        "partition %d has %s beside its champion",
                        mine.id().partition(), shadow == null ? "nobody" : shadow);
            }
        });
    }

    private void swapAll(String version) {
        Map<TopicPartition, OwnedPartition> behind = new LinkedHashMap<>(owned);
        behind.values().removeIf(mine -> version.equals(mine.modelVersion()));
        if (!behind.isEmpty()) {
            behind.forEach((partition, mine) -> swap(partition, mine, version));
            prepare();
            showVersions();
        }
    }

    private void commitOpen(TopicPartition partition) {
        Open before = open.get(partition);
        if (before != null) {
            commit(partition, before.batch(), System.nanoTime());
        }
    }

    private void swap(TopicPartition partition, OwnedPartition mine, String version) {
        commitOpen(partition);
        processor.swap(mine, version, store);
        LOG.infof("partition %d forecasts with %s from offset %d", mine.id().partition(), version, mine.nextOffset());
    }

    /** Drops what was not committed and takes every partition anew: whatever was true, the database knows it. */
    private void giveBack(String reason, Exception cause) {
        if (stopping) {
            return;
        }
        LOG.warn(reason + "; going back to the stored positions", cause);
        meter.trouble(reason);
        meter.running(false);
        open.clear();
        owned.clear();
        listener.owned(List.of());
        unclaimed.addAll(consumer.assignment());
        consumer.pause(consumer.assignment());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> consumer.seek(partition, 0));
        consumer.pause(partitions);
        unclaimed.addAll(partitions);
    }

    /** Rolls back: the next owner reads again what this one had not committed. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        open.clear();
        owned.keySet().removeAll(partitions);
        unclaimed.removeAll(partitions);
        owned.forEach((partition, mine) -> consumer.seek(partition, mine.nextOffset()));
        listener.owned(List.copyOf(owned.values()));
        showVersions();
    }
}
