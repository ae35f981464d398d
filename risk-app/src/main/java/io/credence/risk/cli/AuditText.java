package io.credence.risk.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.credence.risk.application.Audit;
import io.credence.risk.application.Audit.Count;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a verification found, for a reader at a terminal or for a program. */
final class AuditText {

    /** Findings that a terminal shows; JSON has all. */
    private static final int SHOWN = 20;

    private final Audit audit;
    private final @Nullable String unread;

    /** @param unread why Kafka's heads were not read; null when they were */
    AuditText(Audit audit, @Nullable String unread) {
        this.audit = audit;
        this.unread = unread;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "forecasts", "%,d in %,d seals of %,d chains", Count.FORECASTS, Count.SEALS, Count.CHAINS);
        if (audit.count(Count.UNSEALED) > 0) {
            line(text, "", "%,d more are older than sealing", Count.UNSEALED);
        }
        if (audit.count(Count.CUT) > 0) {
            line(text, "", "%,d chains go on from where retention cut them: what came before was removed", Count.CUT);
        }
        if (unread == null) {
            line(
                    text,
                    "on Kafka",
                    "%,d heads, %,d published before the next bar ended; %,d wait",
                    Count.HEADS,
                    Count.IN_TIME,
                    Count.WAITING);
            if (audit.count(Count.HEADS) > 0 && audit.count(Count.IN_TIME) == 0) {
                line(text, "", "none in time by the wall clock, as must be where an old tape is replayed");
            }
        } else {
            text.append(String.format(Locale.ROOT, "%-12snot compared: %s%n", "on Kafka", unread));
        }
        line(text, "recomputed", "%,d scores, %,d e-values, %,d alerts", Count.SCORES, Count.MONITORS, Count.ALERTS);
        line(text, "promotions", "%,d, and %,d trials held again", Count.PROMOTIONS, Count.TRIALS);
        if (audit.count(Count.UNCHECKED) > 0) {
            line(text, "unchecked", "%,d, whose model's files or state are gone", Count.UNCHECKED);
        }
        findings(text);
        return text.toString();
    }

    private void findings(StringBuilder text) {
        List<Audit.Finding> all = audit.findings();
        text.append(String.format(
                Locale.ROOT, "%-12s%s%n", "result", all.isEmpty() ? "all hold" : all.size() + " do NOT hold"));
        all.stream()
                .limit(SHOWN)
                .forEach(each -> text.append(
                        String.format(Locale.ROOT, "%-12s%s: %s%n", "  " + each.kind(), each.id(), each.message())));
        if (all.size() > SHOWN) {
            text.append(String.format(Locale.ROOT, "%-12s%d more: see --json%n", "", all.size() - SHOWN));
        }
    }

    private void line(StringBuilder text, String name, String format, Count... counts) {
        Object[] values = new Object[counts.length];
        for (int i = 0; i < counts.length; i++) {
            values[i] = audit.count(counts[i]);
        }
        text.append(String.format(Locale.ROOT, "%-12s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append(System.lineSeparator());
    }

    String json() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("holds", audit.holds());
        for (Count count : Count.values()) {
            fields.put(count.name().toLowerCase(Locale.ROOT), audit.count(count));
        }
        fields.put("kafka_not_read", unread);
        fields.put("findings", audit.findings());
        try {
            return new ObjectMapper().writeValueAsString(fields) + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the findings cannot be written as JSON", e);
        }
    }
}
