package io.credence.risk.health;

import io.credence.risk.application.Predictors;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Names the versions that the EWMA reference stands in for, with the reason. Ready all the same: its forecasts are marked
 * as its own, and a desk without figures would be worse off.
 */
@Readiness
@ApplicationScoped
class ModelCheck implements HealthCheck {

    private final Predictors predictors;

    ModelCheck(Predictors predictors) {
        this.predictors = predictors;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("models").up();
        predictors.standIns().forEach((version, reason) -> answer.withData("stand-in for " + version, reason));
        return answer.build();
    }
}
