package io.credence.risk.application;

import io.credence.forecasting.market.Instrument;
import io.credence.risk.port.HistoryStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The configured instruments by name; asks the store again, at most once a batch, when a name is not known. */
final class InstrumentDirectory {

    private final HistoryStore history;
    private final Map<String, Instrument> byName = new HashMap<>();
    private boolean fresh;

    InstrumentDirectory(HistoryStore history) {
        this.history = history;
    }

    /** A batch begins. */
    void batch() {
        fresh = false;
    }

    Optional<Instrument> find(String name) {
        if (!byName.containsKey(name) && !fresh) {
            history.instruments().forEach(instrument -> byName.put(instrument.name(), instrument));
            fresh = true;
        }
        return Optional.ofNullable(byName.get(name));
    }
}
