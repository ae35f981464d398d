package io.credence.risk.application.training;

import io.credence.risk.port.ModelStore;
import io.credence.risk.port.PositionLostException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A claim on a training run, renewed in the background three times as often as it would end. */
final class Lease implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Lease.class);

    private final ModelStore store;
    private final long runId;
    private final String owner;
    private final Duration duration;
    private final ScheduledExecutorService clock;
    private volatile long renewedAt = System.nanoTime();
    private volatile boolean taken;

    private Lease(ModelStore store, long runId, String owner, Duration duration) {
        this.store = store;
        this.runId = runId;
        this.owner = owner;
        this.duration = duration;
        this.clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("lease-" + runId).factory());
    }

    /** Holds the lease of a run that was claimed just now. */
    static Lease hold(ModelStore store, long runId, String owner, Duration duration) {
        Lease lease = new Lease(store, runId, owner, duration);
        long period = duration.toMillis() / 3;
        lease.clock.scheduleWithFixedDelay(lease::renew, period, period, TimeUnit.MILLISECONDS);
        return lease;
    }

    /** @throws PositionLostException when the run may be another trainer's by now */
    void check() {
        if (taken || System.nanoTime() - renewedAt > duration.toNanos()) {
            throw new PositionLostException("training run " + runId + " is no longer " + owner + "'s: its lease of "
                    + duration + " ran out. Maybe another trainer goes on with it.");
        }
    }

    private void renew() {
        try {
            long asked = System.nanoTime();
            if (store.renew(runId, owner, duration)) {
                renewedAt = asked;
            } else {
                taken = true;
            }
        } catch (RuntimeException e) {
            // The next try may succeed; if none does in time, the lease is over.
            LOG.warnf("the lease on training run %d could not be renewed: %s", runId, e.getMessage());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
