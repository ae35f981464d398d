package io.credence.risk.rest.body;

import io.credence.risk.port.ModelStore.Version;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A version of a model. */
@Schema(description = "A version of a model and where it came from.")
public record ModelBody(
        @Schema(examples = "bayesian-1f2e3d4c5b6a") String version,
        @Schema(examples = "bayesian") String model,

        @Schema(description = "candidate, shadow, champion or retired.", examples = "champion")
        String state,

        Instant createdAt,

        @Schema(description = "The training run that made it; absent for one entered by hand.", examples = "3")
        @Nullable
        Long trainingRun,

        @Schema(
                description = "Data fingerprint and span, seed, steps, engine, device.",
                examples = "{\"seed\":\"1\",\"steps\":\"400\"}")
        Map<String, String> provenance) {

    public static ModelBody of(Version version) {
        return new ModelBody(
                version.version(),
                version.model(),
                version.state(),
                version.createdAt(),
                version.runId(),
                version.provenance());
    }
}
