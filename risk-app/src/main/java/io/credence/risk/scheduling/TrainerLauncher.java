package io.credence.risk.scheduling;

import io.credence.risk.config.CredenceConfig;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.StoreUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks for training runs that wait, and starts one trainer at a time. */
@Singleton
final class TrainerLauncher {

    private static final Logger LOG = Logger.getLogger(TrainerLauncher.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** A trainer that cannot even begin is not worth a JVM's start every few seconds. */
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(60);

    private final CredenceConfig config;
    private final ModelStore store;
    private @Nullable Thread thread;
    private volatile @Nullable TrainerProcess trainer;
    private volatile boolean stopping;

    TrainerLauncher(CredenceConfig config, ModelStore store) {
        this.config = config;
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        if (config.retrain().enabled()) {
            thread = Thread.ofPlatform().daemon().name("trainer-launcher").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        TrainerProcess running = trainer;
        if (running != null) {
            running.close();
        }
        Thread looking = thread;
        if (looking != null) {
            looking.interrupt();
            looking.join();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                Thread.sleep(look());
            }
        } catch (InterruptedException e) {
            LOG.debug("no more trainers: the service stops");
        }
    }

    /** @return how long to wait before the next look */
    private Duration look() throws InterruptedException {
        try {
            store.requestForIncident(config.retrain().coolDown())
                    .ifPresent(run -> LOG.infof("an incident asks for training run %d", run));
            return store.isRunWaiting() ? train() : BETWEEN_LOOKS;
        } catch (StoreUnavailableException e) {
            LOG.warnf("cannot look for training runs: %s", e.getMessage());
            return BETWEEN_LOOKS;
        } catch (UncheckedIOException e) {
            LOG.error(e.getMessage());
            return AFTER_A_FAILURE;
        }
    }

    private Duration train() throws InterruptedException {
        try (TrainerProcess started = TrainerProcess.start(TrainerCommand.claiming(config))) {
            trainer = started;
            int code = stopping ? 0 : started.await();
            LOG.infof("trainer %d ended with code %d", started.pid(), code);
            return code == 0 ? BETWEEN_LOOKS : AFTER_A_FAILURE;
        } finally {
            trainer = null;
        }
    }
}
