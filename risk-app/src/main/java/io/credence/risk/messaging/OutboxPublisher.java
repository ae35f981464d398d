package io.credence.risk.messaging;

import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.StoreUnavailableException;
import io.credence.risk.port.StreamStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox on a thread of its own: lane by lane in order, only lanes that this process owns, and deletes after
 * the acknowledgement. A crash between the two repeats messages; readers drop the repeat by the header {@code id}.
 */
final class OutboxPublisher implements Runnable {

    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final int LIMIT = 1000;
    private static final long IDLE_MILLIS = 1000;

    private final StreamStore store;
    private final Producer<byte[], byte[]> producer;
    private final Semaphore news = new Semaphore(0);
    private volatile Set<String> lanes = Set.of();
    private volatile boolean stopping;

    OutboxPublisher(StreamStore store, Producer<byte[], byte[]> producer) {
        this.store = store;
        this.producer = producer;
    }

    /** The lanes to publish from now on. */
    void lanes(Set<String> owned) {
        lanes = Set.copyOf(owned);
        wake();
    }

    /** There may be something to publish. */
    void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    void stop() {
        stopping = true;
        wake();
    }

    @Override
    public void run() {
        while (!stopping) {
            try {
                boolean woken = news.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                LOG.tracef("publishing, woken: %s", woken);
                lanes.forEach(this::drain);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (StoreUnavailableException | KafkaException | IllegalStateException e) {
                LOG.warn("the outbox waits: " + e.getMessage());
            }
        }
    }

    private void drain(String lane) {
        List<StreamStore.OutboxEntry> entries;
        do {
            entries = store.outbox(lane, LIMIT);
            if (!entries.isEmpty()) {
                publish(entries);
            }
        } while (entries.size() == LIMIT && !stopping && lanes.contains(lane));
    }

    private void publish(List<StreamStore.OutboxEntry> entries) {
        List<Future<?>> acknowledgements = new ArrayList<>(entries.size());
        for (StreamStore.OutboxEntry entry : entries) {
            acknowledgements.add(producer.send(record(entry.row())));
        }
        acknowledgements.forEach(OutboxPublisher::await);
        store.published(entries.stream().map(StreamStore.OutboxEntry::sequence).toList());
    }

    private static void await(Future<?> acknowledgement) {
        try {
            acknowledgement.get();
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take a message: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted before the broker's acknowledgement", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(OutboxRow row) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(row.topic(), row.key().getBytes(StandardCharsets.UTF_8), row.value());
        record.headers().add("id", row.id().toString().getBytes(StandardCharsets.UTF_8));
        return record;
    }
}
