package io.credence.risk.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.port.IncidentRow;
import io.credence.risk.port.ModelStore;
import io.credence.risk.port.RiskQueries.Totals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of a demo, as one JSON object. */
record Summary(
        Totals totals,
        List<IncidentRow> incidents,
        List<ModelStore.Run> runs,
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
        values.put("notices", totals.notices());
        values.put("incidents", incidents.stream().map(Summary::incident).toList());
        values.put("training_runs", runs.stream().map(Summary::run).toList());
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

    private static Map<String, @Nullable Object> incident(IncidentRow row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("cause", row.cause());
        values.put("severity", row.severity());
        values.put("state", row.state().name().toLowerCase(Locale.ROOT));
        values.put("since", row.since().toString());
        values.put("opened", row.openedAt().toString());
        values.put(
                "resolved", row.resolvedAt() == null ? null : row.resolvedAt().toString());
        values.put("reopened", row.reopened());
        values.put("e_value", row.eValue());
        values.put("what", row.what());
        return values;
    }

    private static Map<String, @Nullable Object> run(ModelStore.Run run) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("cause", run.cause());
        values.put("state", run.state());
        values.put("challenger", run.challenger());
        values.put("reason", run.report().get("reason"));
        return values;
    }

    /** Before the first score there is no mean. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
