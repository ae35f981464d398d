package io.credence.risk.messaging;

import io.credence.forecasting.market.BarSpec;
import io.credence.risk.application.OwnedPartition;
import io.credence.risk.application.Predictors;
import io.credence.risk.application.StreamProcessor;
import io.credence.risk.application.StreamSettings;
import io.credence.risk.application.WarmUp;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.config.InstrumentList;
import io.credence.risk.port.Batch;
import io.credence.risk.port.CommitFeed;
import io.credence.risk.port.HistoryStore;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.ShadowStore;
import io.credence.risk.port.StoreUnavailableException;
import io.credence.risk.port.StreamStatus;
import io.credence.risk.port.StreamStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts and stops the stream with the service: one thread for the loop, one for the outbox. */
@ApplicationScoped
public class StreamService implements CommitFeed, StreamListener {

    private static final Logger LOG = Logger.getLogger(StreamService.class);
    private static final long RETRY_MILLIS = 2000;

    /** A tick may run this far ahead of its own record's timestamp. */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    private final CredenceConfig config;
    private final KafkaSettings settings;
    private final StreamStore store;
    private final ModelStore models;
    private final ShadowStore shadows;
    private final HistoryStore history;
    private final Predictors predictors;
    private final StreamMeter meter = new StreamMeter();
    private final List<Consumer<Batch>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable StreamLoop loop;
    private volatile @Nullable OutboxPublisher publisher;
    private volatile boolean stopping;

    StreamService(
            CredenceConfig config,
            StreamStore store,
            ModelStore models,
            ShadowStore shadows,
            HistoryStore history,
            Predictors predictors) {
        this.config = config;
        this.store = store;
        this.models = models;
        this.shadows = shadows;
        this.history = history;
        this.predictors = predictors;
        CredenceConfig.Kafka kafka = config.kafka();
        this.settings = new KafkaSettings(kafka.bootstrap(), kafka.group(), kafka.instanceId(), kafka.maxPollRecords());
    }

    /** The stream's state for health, metrics and REST. */
    @Produces
    StreamStatus status() {
        return meter;
    }

    void start(@Observes StartupEvent event) {
        if (config.stream().enabled()) {
            Thread.ofPlatform().name("stream").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        StreamLoop current = loop;
        if (current != null) {
            current.stop();
            if (!stopped.await(10, TimeUnit.SECONDS)) {
                LOG.warn("the stream did not stop within 10 s; what it had not committed will be read again");
            }
        }
    }

    private void run() {
        StreamSettings.Topics topics =
                StreamSettings.Topics.withPrefix(config.kafka().topicPrefix().orElse(""));
        try {
            TopicIdentity identity = identity(topics.ticks());
            if (identity != null) {
                stream(topics, identity);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the stream has ended: " + e.getMessage(), e);
            meter.running(false);
            meter.trouble("the stream has ended: " + e.getMessage());
        } finally {
            stopped.countDown();
        }
    }

    /** Waits for broker and topic; null when stopped before they came. */
    private @Nullable TopicIdentity identity(String topic) throws InterruptedException {
        while (!stopping) {
            try {
                enterInstruments();
                return checked(TopicIdentity.of(settings, topic), topic);
            } catch (BrokerUnavailableException | StoreUnavailableException e) {
                LOG.warn(e.getMessage());
                meter.trouble(e.getMessage());
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
        return null;
    }

    private void enterInstruments() {
        InstrumentList.parse(config.instruments().orElse(List.of())).forEach(history::save);
    }

    private TopicIdentity checked(TopicIdentity identity, String topic) {
        int first = store.partitionsAtFirstSight(identity.clusterId(), identity.topicId(), identity.partitions());
        if (first != identity.partitions()) {
            throw new IllegalStateException("topic " + topic + " has " + identity.partitions() + " partitions, and had "
                    + first
                    + " when it was first read; partitions of a live topic must not change, since an instrument's"
                    + " records would move. Maybe create a new topic and point credence.kafka.topic-prefix at it.");
        }
        return identity;
    }

    private void stream(StreamSettings.Topics topics, TopicIdentity identity) throws InterruptedException {
        BarSpec spec = BarSpec.parse(config.bars());
        StreamSettings stream = new StreamSettings(
                spec,
                config.allowedLateness(),
                config.maxGap(),
                MAX_AHEAD,
                topics,
                config.retrain().enabled());
        StreamProcessor processor =
                new StreamProcessor(stream, history, new MessageJson(), predictors, new WarmUp(history, spec));
        StreamWires wires = new StreamWires(topics.ticks(), processor, store, models, shadows, meter, this);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer())) {
            OutboxPublisher outbox = new OutboxPublisher(store, producer);
            Thread publishing = Thread.ofPlatform().name("outbox").start(outbox);
            publisher = outbox;
            StreamLoop running = new StreamLoop(wires, consumer, identity);
            loop = running;
            if (!stopping) {
                running.run();
            }
            outbox.stop();
            publishing.join();
        }
    }

    @Override
    public void committed(Batch batch) {
        OutboxPublisher outbox = publisher;
        if (outbox != null && !batch.outbox().isEmpty()) {
            outbox.wake();
        }
        listeners.forEach(listener -> tell(listener, batch));
    }

    private static void tell(Consumer<Batch> listener, Batch batch) {
        try {
            listener.accept(batch);
        } catch (RuntimeException e) {
            LOG.error("a listener of commits threw; the stream goes on", e);
        }
    }

    /** The owner of the topic's first partition also publishes what REST, promotions and jobs wrote. */
    @Override
    public void owned(List<OwnedPartition> partitions) {
        Set<String> lanes = new HashSet<>();
        for (OwnedPartition mine : partitions) {
            lanes.add(mine.id().lane());
            if (mine.id().partition() == 0) {
                lanes.add(OutboxRow.CONTROL);
            }
        }
        OutboxPublisher outbox = publisher;
        if (outbox != null) {
            outbox.lanes(lanes);
        }
    }

    @Override
    public AutoCloseable subscribe(Consumer<Batch> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
