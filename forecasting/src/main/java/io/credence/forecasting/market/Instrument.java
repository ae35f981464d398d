package io.credence.forecasting.market;

/**
 * A traded instrument.
 *
 * @param name the key of its records, at most 64 characters
 * @param tickSize the smallest price step, in the price's unit, positive
 */
public record Instrument(String name, double tickSize, TradingCalendar calendar) {

    public Instrument {
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException("instrument name is '" + name + "'; it must have 1 to 64 characters");
        }
        if (!(tickSize > 0) || Double.isInfinite(tickSize)) {
            throw new IllegalArgumentException(
                    "tick size of " + name + " is " + tickSize + "; it must be positive and finite");
        }
    }
}
