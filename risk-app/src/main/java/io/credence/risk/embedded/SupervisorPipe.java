package io.credence.risk.embedded;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Ends the service with its supervisor, where it has one: {@code -Dcredence.piped=true}. A bean instead of
 * {@link PipedChild}, since the service's classes are loaded by Quarkus.
 */
@Singleton
final class SupervisorPipe {

    void start(@Observes StartupEvent event) {
        if (Boolean.getBoolean("credence.piped")) {
            PipedChild.exitWhenInputEnds(System.in);
        }
    }
}
