package io.credence.risk.rest.body;

import io.credence.risk.port.StreamStatus.Latency;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Latency from poll to commit. */
@Schema(
        description =
                "From the return of the poll that moved the watermark past a bar's end to the return of the commit, in"
                        + " milliseconds, since the process began. Percentiles are absent before the first bar.")
public record LatencyBody(
        @Schema(examples = "5760") long count,
        @Schema(examples = "6.1") @Nullable Double p50,
        @Schema(examples = "18.4") @Nullable Double p99) {

    static LatencyBody of(Latency latency) {
        boolean none = latency.count() == 0;
        return new LatencyBody(
                latency.count(),
                none ? null : Figure.orNull(latency.p50()),
                none ? null : Figure.orNull(latency.p99()));
    }
}
