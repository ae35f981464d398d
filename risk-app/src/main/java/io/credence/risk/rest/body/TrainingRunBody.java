package io.credence.risk.rest.body;

import io.credence.risk.port.ModelStore.Run;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A training run. */
@Schema(description = "A training run: what asked for it, how it stands, and what it found.")
public record TrainingRunBody(
        @Schema(examples = "3") long id,

        @Schema(description = "all, or names of instruments with commas.", examples = "all")
        String scope,

        @Schema(description = "The date of its night, or a unique word for one by hand.", examples = "2013-11-30")
        String night,

        @Schema(examples = "schedule") String cause,

        @Schema(
                description = "queued, running, promoted, shadow (its challenger is put on trial), kept or failed.",
                examples = "promoted")
        String state,

        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String challenger,
        @Nullable String champion,

        @Schema(
                description = "Figures of the comparison and the reason of the outcome.",
                examples = "{\"crps.challenger\":\"0.0911\",\"crps.champion\":\"0.0934\"}")
        Map<String, String> report) {

    public static TrainingRunBody of(Run run) {
        return new TrainingRunBody(
                run.id(),
                run.scope(),
                run.night(),
                run.cause(),
                run.state(),
                run.requestedAt(),
                run.startedAt(),
                run.endedAt(),
                run.challenger(),
                run.champion(),
                run.report());
    }
}
