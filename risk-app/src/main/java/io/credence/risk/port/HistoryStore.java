package io.credence.risk.port;

import io.credence.forecasting.market.Bar;
import io.credence.forecasting.market.Instrument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Instruments and the bars of the past. */
public interface HistoryStore {

    /** Enters an instrument; one of the same name gets the new tick size and calendar. */
    void save(Instrument instrument);

    List<Instrument> instruments();

    /** An instrument's bars that end in {@code (after, until]}, in time order. */
    List<Bar> bars(String instrument, String spec, Instant after, Instant until);

    /** An instrument's last bars that end at or before an instant, in time order. */
    List<Bar> lastBars(String instrument, String spec, Instant until, int count);

    /** The end of an instrument's newest bar. */
    Optional<Instant> newest(String instrument, String spec);

    /** Writes bars of the past, which the stream did not make; bars that exist are left alone. */
    void append(String spec, List<Bar> bars);
}
