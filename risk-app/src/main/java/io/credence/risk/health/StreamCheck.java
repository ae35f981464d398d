package io.credence.risk.health;

import io.credence.risk.config.CredenceConfig;
import io.credence.risk.port.StreamStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the stream loop runs and no forecast came out otherwise than it is stored: then its figures cannot be
 * trusted, which is worse than none. A process that answers questions only is ready without the loop.
 */
@Readiness
@ApplicationScoped
class StreamCheck implements HealthCheck {

    private final StreamStatus stream;
    private final boolean enabled;

    StreamCheck(StreamStatus stream, CredenceConfig config) {
        this.stream = stream;
        this.enabled = config.stream().enabled();
    }

    @Override
    public HealthCheckResponse call() {
        long divergent = stream.progress().divergent();
        return HealthCheckResponse.named("stream")
                .status((!enabled || stream.running()) && divergent == 0)
                .withData("enabled", enabled)
                .withData("running", stream.running())
                .withData("divergent", divergent)
                .withData("trouble", stream.trouble().orElse("none"))
                .build();
    }
}
