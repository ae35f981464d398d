package io.credence.risk.port;

import java.util.Map;
import java.util.Optional;

/** How this process's stream is doing; a moment's picture, safe to ask from any thread. */
public interface StreamStatus {

    /** Whether the loop runs; false before the first assignment is in place and after a failure that it cannot mend. */
    boolean running();

    /** Why the loop stands still or is degraded, in words; empty when all is well. */
    Optional<String> trouble();

    /** Records between position and end, by partition. */
    Map<PartitionId, Long> lag();

    /** The version that forecasts, by partition. */
    Map<PartitionId, String> modelVersions();

    /** From the return of the poll that moved the watermark past a bar's end to the return of the commit. */
    Latency latency();

    /** Since this process began. */
    Progress progress();

    /** Percentiles in milliseconds over {@code count} bars since this process began. */
    record Latency(long count, double p50, double p99) {}

    /** What was committed since this process began. */
    record Progress(long bars, long forecasts, long scores, long deadLetters, long replayed, long divergent) {}
}
