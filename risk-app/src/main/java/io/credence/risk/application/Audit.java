package io.credence.risk.application;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a verification has looked at, and what did not hold. */
public final class Audit {

    /** Things that are counted. */
    public enum Count {
        /** Partitions that have a chain. */
        CHAINS,
        SEALS,
        /** Forecasts whose values, ids and place in their chain were computed again. */
        FORECASTS,
        /** Partitions whose chain begins where retention cut it. */
        CUT,
        /** Forecasts that are older than sealing. */
        UNSEALED,
        /** Published heads that were computed again from stored forecasts. */
        HEADS,
        /** Those of them that were published before the next bar ended. */
        IN_TIME,
        /** Heads that the outbox has not published yet. */
        WAITING,
        SCORES,
        /** Stored states of drift monitors. */
        MONITORS,
        ALERTS,
        /** Comparisons of a challenger with a champion. */
        TRIALS,
        PROMOTIONS,
        /** Forecasts, monitors and trials that nothing can be said of, since a model's files or a state are gone. */
        UNCHECKED
    }

    /**
     * What does not hold.
     *
     * @param kind forecast, seal, head, bar, score, monitor, alert, trial or promotion
     * @param id what it is about
     */
    public record Finding(String kind, String id, String message) {}

    private final Map<Count, Long> counts = new EnumMap<>(Count.class);
    private final List<Finding> findings = new ArrayList<>();

    public void count(Count what, long more) {
        counts.merge(what, more, Long::sum);
    }

    public long count(Count what) {
        return counts.getOrDefault(what, 0L);
    }

    public void find(String kind, Object id, String message) {
        findings.add(new Finding(kind, id.toString(), message));
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether everything that was looked at is as it was written. */
    public boolean holds() {
        return findings.isEmpty();
    }
}
