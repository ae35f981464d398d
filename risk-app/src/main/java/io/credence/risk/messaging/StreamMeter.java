package io.credence.risk.messaging;

import io.credence.risk.port.Batch;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.StreamStatus;
import io.credence.risk.port.StreamStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Measures the loop; written by its thread, read by any. */
final class StreamMeter implements StreamStatus {

    private static final long LONGEST_MICROS = 3_600_000_000L;

    private final Histogram latencyMicros = new Histogram(LONGEST_MICROS, 3);
    private final Map<PartitionId, Long> lag = new ConcurrentHashMap<>();
    private final Map<PartitionId, String> versions = new ConcurrentHashMap<>();
    private Progress progress = new Progress(0, 0, 0, 0, 0, 0);
    private volatile boolean running;
    private volatile @Nullable String trouble;

    synchronized void committed(Batch batch, StreamStore.Committed found, long nanos) {
        if (!batch.bars().isEmpty()) {
            latencyMicros.recordValueWithCount(
                    Math.min(LONGEST_MICROS, nanos / 1000), batch.bars().size());
        }
        progress = new Progress(
                progress.bars() + batch.bars().size(),
                progress.forecasts() + batch.forecasts().size(),
                progress.scores() + batch.scores().size(),
                progress.deadLetters() + batch.deadLetters().size(),
                progress.replayed() + found.replayed(),
                progress.divergent() + found.divergent());
    }

    void running(boolean now) {
        running = now;
    }

    void trouble(@Nullable String now) {
        trouble = now;
    }

    void lag(Map<PartitionId, Long> now) {
        lag.keySet().retainAll(now.keySet());
        lag.putAll(now);
    }

    void versions(Map<PartitionId, String> now) {
        versions.keySet().retainAll(now.keySet());
        versions.putAll(now);
    }

    @Override
    public boolean running() {
        return running;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public Map<PartitionId, Long> lag() {
        return Map.copyOf(lag);
    }

    @Override
    public Map<PartitionId, String> modelVersions() {
        return Map.copyOf(versions);
    }

    @Override
    public synchronized Latency latency() {
        return new Latency(
                latencyMicros.getTotalCount(),
                latencyMicros.getValueAtPercentile(50) / 1000.0,
                latencyMicros.getValueAtPercentile(99) / 1000.0);
    }

    @Override
    public synchronized Progress progress() {
        return progress;
    }
}
