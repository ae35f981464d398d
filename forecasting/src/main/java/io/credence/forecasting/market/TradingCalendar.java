package io.credence.forecasting.market;

import java.time.Instant;

/** When an instrument trades. An open session's every interval has exactly one bar; a closed one has none. */
public enum TradingCalendar {
    /** Always open. */
    ALWAYS_OPEN("24x7") {
        @Override
        public boolean isOpen(Instant instant) {
            return true;
        }
    },
    /** Open from Monday 00:00 to Saturday 00:00 UTC. */
    WEEKDAYS("weekdays") {
        @Override
        public boolean isOpen(Instant instant) {
            // 1970-01-01 was a Thursday: day 0 maps to 3 when Monday is 0.
            return Math.floorMod(Math.floorDiv(instant.getEpochSecond(), 86_400L) + 3, 7L) < 5;
        }
    };

    private final String text;

    TradingCalendar(String text) {
        this.text = text;
    }

    /** Whether the bar that starts at this instant belongs to an open session. */
    public abstract boolean isOpen(Instant instant);

    /** Reads the name of a calendar as configured: {@code 24x7} or {@code weekdays}. */
    public static TradingCalendar parse(String text) {
        for (TradingCalendar calendar : values()) {
            if (calendar.text.equals(text)) {
                return calendar;
            }
        }
        throw new IllegalArgumentException("trading calendar is '" + text + "'; it must be 24x7 or weekdays");
    }

    @Override
    public String toString() {
        return text;
    }
}
