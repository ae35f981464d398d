package io.credence.risk.scheduling;

import io.credence.forecasting.market.BarSpec;
import io.credence.risk.application.training.ShadowJudge;
import io.credence.risk.config.CredenceConfig;
import io.credence.risk.port.ShadowStore;
import io.credence.risk.port.StoreUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Looks at the challenger on trial, if any, every half minute. Several replicas may: one of them ends the trial. */
@Singleton
final class ShadowWatch {

    private static final Logger LOG = Logger.getLogger(ShadowWatch.class);
    private static final int SECONDS = 30;

    private final CredenceConfig config;
    private final ShadowJudge judge;
    private @Nullable ScheduledExecutorService clock;

    ShadowWatch(CredenceConfig config, ShadowStore shadows) {
        this.config = config;
        this.judge = new ShadowJudge(shadows, BarSpec.parse(config.bars()));
    }

    void start(@Observes StartupEvent event) {
        if (config.retrain().enabled()) {
            clock = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("shadow-watch").factory());
            clock.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    private void look() {
        try {
            judge.look().ifPresent(decided -> LOG.infof("the trial has ended: %s", decided));
        } catch (StoreUnavailableException e) {
            LOG.warnf("cannot look at the challenger on trial: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the challenger on trial could not be judged", e);
        }
    }
}
