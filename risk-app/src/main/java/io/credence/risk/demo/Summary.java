package io.credence.risk.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.port.RiskQueries.Totals;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a demo, as one JSON object. */
record Summary(
        Totals totals,
        @Nullable Aftermath aftermath,
        long historyBars,
        long restarts,
        @Nullable Double p50,
        @Nullable Double p99,
        String modelVersion,
        String checksum) {

    private static final ObjectMapper JSON = new ObjectMapper();

    String json() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("ticks", totals.counters().ticks());
        values.put("bars", totals.bars() - historyBars);
        values.put("forecasts", totals.forecasts());
        values.put("scored", totals.scored());
        values.put("alerts", totals.alerts());
        values.put("duplicates", totals.counters().refused());
        values.put("replayed", totals.replayed());
        values.put("divergent", totals.divergent());
        values.put("dead_letters", totals.counters().deadLetters());
        values.put("restarts", restarts);
        Map<String, @Nullable Object> latency = new LinkedHashMap<>();
        latency.put("p50", p50);
        latency.put("p99", p99);
        values.put("latency_ms", latency);
        values.put("coverage", totals.coverage());
        values.put("crps", finite(totals.crps()));
        values.put("crps_ewma", finite(totals.referenceCrps()));
        values.put("pit_mid", finite(totals.pitMid()));
        if (aftermath != null) {
            values.put("break", aftermath.values());
        }
        values.put("model_version", modelVersion);
        values.put("checksum", checksum);
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the summary cannot be written: " + e.getMessage(), e);
        }
    }

    /** Before the first score there is no mean. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
