package io.credence.risk.health;

import io.credence.risk.port.ModelStore;
import io.credence.risk.port.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while the database answers. */
@Readiness
@ApplicationScoped
class StoreCheck implements HealthCheck {

    private final ModelStore models;

    StoreCheck(ModelStore models) {
        this.models = models;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("database");
        try {
            return answer.withData("champion", models.champion().orElse("none"))
                    .up()
                    .build();
        } catch (StoreUnavailableException e) {
            return answer.withData("reason", String.valueOf(e.getMessage()))
                    .down()
                    .build();
        }
    }
}
