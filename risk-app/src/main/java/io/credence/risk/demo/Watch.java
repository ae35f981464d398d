package io.credence.risk.demo;

import io.credence.risk.demo.DemoOptions.Faults;
import io.credence.risk.messaging.TopicAdmin;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the stream beside the player, on a thread of its own: notices when the service has ended by itself, stops the play
 * when enough is stored, and makes things go wrong where that was asked for.
 */
final class Watch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final int COUNT_EVERY = 4;
    private static final double REPLICA_STOPS_AT = 0.5;

    private final Servers servers;
    private final Services services;
    private final Stream stream;
    private final LongSupplier stored;
    private final OptionalLong enough;
    private final Chaos chaos;
    private int replicas;
    private volatile int restarts;
    private volatile boolean faultsOver;
    private volatile boolean ended;
    private volatile boolean reached;
    private volatile @Nullable RuntimeException failure;
    private final Thread thread;

    /**
     * What is streamed.
     *
     * @param total records that the stream will have
     */
    record Stream(TopicAdmin admin, String group, String topic, long total) {

        double consumedShare() {
            return (double) consumed() / Math.max(1, total);
        }

        long consumed() {
            return admin.consumed(group, topic);
        }
    }

    /** @param stored tells how many champion forecasts are stored; asked only when {@code enough} is present */
    Watch(Servers servers, Services services, Stream stream, Faults faults, LongSupplier stored, OptionalLong enough) {
        this.servers = servers;
        this.services = services;
        this.stream = stream;
        this.stored = stored;
        this.enough = enough;
        this.chaos = new Chaos(faults.kills(), faults.seed());
        this.replicas = faults.replicas();
        this.faultsOver = chaos.isOver() && replicas == 1;
        this.thread = Thread.ofPlatform().daemon().name("watch").start(this::run);
    }

    private void run() {
        try {
            for (int turn = 0; !ended; turn++) {
                servers.check();
                services.check();
                makeTrouble();
                if (turn % COUNT_EVERY == 0) {
                    count();
                }
                LockSupport.parkNanos(EVERY.toNanos());
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void count() {
        if (enough.isPresent() && !reached) {
            reached = stored.getAsLong() >= enough.getAsLong();
        }
    }

    private void makeTrouble() {
        if (faultsOver) {
            return;
        }
        double share = stream.consumedShare();
        if (chaos.isDue(share)) {
            LockSupport.parkNanos(Duration.ofMillis(chaos.next().delayMillis()).toNanos());
            services.killAndRestart();
            restarts++;
            services.awaitReady();
        }
        if (replicas > 1 && share >= REPLICA_STOPS_AT) {
            services.stopLast();
            replicas--;
        }
        faultsOver = chaos.isOver() && replicas == 1;
    }

    /** Whether the play should stop: enough is stored, or something failed. */
    boolean shouldStop() {
        return reached || failure != null;
    }

    boolean hasEnough() {
        return reached;
    }

    boolean isOverWithFaults() {
        return faultsOver;
    }

    int restarts() {
        return restarts;
    }

    void throwFailure() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void close() {
        ended = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
