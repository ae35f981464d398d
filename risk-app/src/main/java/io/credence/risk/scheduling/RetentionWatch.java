package io.credence.risk.scheduling;

import io.credence.risk.config.CredenceConfig;
import io.credence.risk.port.RetentionStore;
import io.credence.risk.port.StoreUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Compresses and removes what is old, once an hour, where the configuration asks for it. Several replicas may: one of them does. */
@Singleton
final class RetentionWatch {

    private static final Logger LOG = Logger.getLogger(RetentionWatch.class);
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final int MINUTES = 60;

    private final CredenceConfig.Retention retention;
    private final RetentionStore store;
    private @Nullable ScheduledExecutorService clock;

    RetentionWatch(CredenceConfig config, RetentionStore store) {
        this.retention = config.retention();
        this.store = store;
        retention.keep().ifPresent(keep -> check("keep", keep));
        retention.compressAfter().ifPresent(after -> check("compress-after", after));
    }

    private static void check(String name, Duration value) {
        if (value.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("credence.retention." + name + " is " + value
                    + "; it must be a day at least. Maybe P400D, a year of trading and a month.");
        }
    }

    void start(@Observes StartupEvent event) {
        if (retention.keep().isPresent() || retention.compressAfter().isPresent()) {
            clock = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("retention").factory());
            clock.scheduleWithFixedDelay(this::look, 1, MINUTES, TimeUnit.MINUTES);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    private void look() {
        try {
            retention
                    .keep()
                    .flatMap(store::remove)
                    .ifPresent(cut -> LOG.infof(
                            "retention removed %d forecasts with origins before %s, their scores and their seals",
                            cut.forecasts(), cut.before()));
            retention.compressAfter().ifPresent(store::compress);
        } catch (StoreUnavailableException e) {
            LOG.warnf("retention waits for the database: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("retention has failed and is tried again in an hour", e);
        }
    }
}
