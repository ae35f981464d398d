package io.credence.risk.rest.body;

import io.credence.risk.port.ShadowStore.Shadow;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A challenger on trial. */
@Schema(description = "A challenger that forecasts beside the champion before it may take over.")
public record ShadowBody(
        @Schema(examples = "bayesian-1f2e3d4c5b6a") String version,

        @Schema(description = "Whom it is compared with.", examples = "bayesian-6b5c4d3e2f1a")
        String champion,

        @Schema(description = "Days of the stream's time before it may take over.", examples = "5")
        int nights,

        Instant enteredAt,

        @Schema(description = "The training run that put it on trial.", examples = "3") @Nullable
        Long trainingRun) {

    public static ShadowBody of(Shadow shadow) {
        return new ShadowBody(shadow.version(), shadow.champion(), shadow.nights(), shadow.enteredAt(), shadow.runId());
    }
}
