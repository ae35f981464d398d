package io.credence.risk.application.training;

import io.credence.risk.port.ModelStore.Ended;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param state promoted, shadow (put on trial), kept or failed
 * @param challenger the version fitted; null when there is none
 * @param champion the version it stood against; null when it was the first
 * @param report figures and the reason, by name
 */
public record Outcome(
        long runId,
        String state,
        @Nullable String challenger,
        @Nullable String champion,
        Map<String, String> report) {

    static final String PROMOTED = "promoted";
    static final String SHADOW = "shadow";
    static final String KEPT = "kept";
    static final String FAILED = "failed";
    static final String REASON = "reason";

    public Outcome {
        report = new TreeMap<>(report);
    }

    /** Whether the run did its work; keeping the champion is as good an end as promoting. */
    public boolean isDone() {
        return !state.equals(FAILED);
    }

    /** Why it ended so, in a sentence. */
    public String reason() {
        return report.getOrDefault(REASON, "no reason was noted");
    }

    /** The same, but for a trial before it takes over. */
    Outcome onTrial(int nights) {
        Map<String, String> tried = new TreeMap<>(report);
        tried.put(REASON, reason() + "; on trial for " + nights + " nights");
        return new Outcome(runId, SHADOW, challenger, champion, tried);
    }

    Ended ended() {
        return new Ended(state, challenger, champion, report);
    }
}
