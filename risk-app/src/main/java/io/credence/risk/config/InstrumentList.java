package io.credence.risk.config;

import io.credence.forecasting.market.Instrument;
import io.credence.forecasting.market.TradingCalendar;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code credence.instruments}: {@code NAME:TICK:CALENDAR}, as {@code BTCUSD:0.01:24x7}. */
public final class InstrumentList {

    private InstrumentList() {}

    /**
     * The instruments of the list's texts.
     *
     * @throws IllegalArgumentException when one cannot be read, with the text
     */
    public static List<Instrument> parse(List<String> texts) {
        return texts.stream().map(InstrumentList::parse).toList();
    }

    private static Instrument parse(String text) {
        // From the right, since a name may hold colons.
        int calendar = text.lastIndexOf(':');
        int tick = text.lastIndexOf(':', calendar - 1);
        if (tick < 1) {
            throw refused(text, "it has too few parts", null);
        }
        try {
            return new Instrument(
                    text.substring(0, tick).strip(),
                    Double.parseDouble(text.substring(tick + 1, calendar)),
                    TradingCalendar.parse(text.substring(calendar + 1).strip()));
        } catch (IllegalArgumentException e) {
            throw refused(text, e.getMessage(), e);
        }
    }

    private static IllegalArgumentException refused(String text, @Nullable String why, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "credence.instruments holds '" + text + "': " + why
                        + ". Maybe write NAME:TICK:CALENDAR, as BTCUSD:0.01:24x7 or EURUSD:0.00001:weekdays.",
                cause);
    }
}
