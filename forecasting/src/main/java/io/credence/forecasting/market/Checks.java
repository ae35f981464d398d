package io.credence.forecasting.market;

/** Refusals shared by the ticks: each names the value and what is allowed. */
final class Checks {

    private Checks() {}

    static void identity(String instrument, String source, long sequence) {
        if (instrument.isBlank()) {
            throw new IllegalArgumentException("instrument is blank; it must name an instrument");
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("source is blank; it must name the feed that numbered the tick");
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence is " + sequence + "; it must be at least 0");
        }
    }

    static void price(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be positive and finite");
        }
    }

    static void size(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("size is " + value + "; it must be finite and at least 0");
        }
    }
}
