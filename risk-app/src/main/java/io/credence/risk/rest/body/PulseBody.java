package io.credence.risk.rest.body;

import io.credence.risk.port.PartitionId;
import io.credence.risk.port.StreamStatus;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How this process's stream does, from memory alone. */
@Schema(description = "How this process's stream does.")
public record PulseBody(
        @Schema(examples = "true") boolean running,

        @Schema(description = "Why it stands still or is degraded; absent when all is well.") @Nullable
        String trouble,

        @Schema(description = "Records behind the end.", examples = "0")
        long lag,

        LatencyBody latencyMs,

        @Schema(description = "Forecasts committed since the process began.", examples = "17280")
        long forecasts,

        @Schema(examples = "0") long divergent,
        List<Partition> partitions) {

    /** A partition that this process owns. */
    @Schema(description = "A partition that this process owns.")
    public record Partition(
            @Schema(examples = "0") int partition,
            @Schema(examples = "0") long lag,

            @Schema(description = "The version that forecasts.") @Nullable
            String modelVersion) {}

    public static PulseBody of(StreamStatus status) {
        List<Partition> partitions = partitions(status);
        return new PulseBody(
                status.running(),
                status.trouble().orElse(null),
                partitions.stream().mapToLong(Partition::lag).sum(),
                LatencyBody.of(status.latency()),
                status.progress().forecasts(),
                status.progress().divergent(),
                partitions);
    }

    private static List<Partition> partitions(StreamStatus status) {
        Set<PartitionId> owned = new HashSet<>(status.lag().keySet());
        owned.addAll(status.modelVersions().keySet());
        return owned.stream()
                .map(id -> partition(id, status.lag().getOrDefault(id, 0L), status))
                .sorted(Comparator.comparingInt(Partition::partition))
                .toList();
    }

    private static Partition partition(PartitionId id, long lag, StreamStatus status) {
        return new Partition(id.partition(), lag, status.modelVersions().get(id));
    }
}
