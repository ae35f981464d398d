package io.credence.risk.application;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.BarSpec;
import io.credence.risk.port.HistoryStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last stored bars of instruments, read before their first record comes where that can be: a thousand names may begin in
 * the same second, and each would wait for the others' look-ups.
 */
final class LastBars {

    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final HistoryStore history;
    private final String spec;
    private final Map<String, Bar> read = new HashMap<>();

    LastBars(HistoryStore history, BarSpec spec) {
        this.history = history;
        this.spec = spec.toString();
    }

    /** Reads an instrument's newest bar and keeps it for the first time that it is asked for. */
    Optional<Bar> read(String instrument) {
        Optional<Bar> newest =
                history.lastBars(instrument, spec, EVER, 1).stream().findFirst();
        newest.ifPresent(bar -> read.put(instrument, bar));
        return newest;
    }

    /** An instrument's last bar that ended at or before an instant. */
    Optional<Bar> until(String instrument, Instant end) {
        Bar kept = read.remove(instrument);
        if (kept != null && !kept.end().isAfter(end)) {
            return Optional.of(kept);
        }
        List<Bar> last = history.lastBars(instrument, spec, end, 1);
        return last.stream().findFirst();
    }
}
