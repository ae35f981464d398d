package io.credence.forecasting.market;

/**
 * A tick that carries a price. Two ticks are the same when instrument, source and sequence are the same, never because
 * their values are equal.
 */
public sealed interface PriceTick extends Tick permits Trade, Quote {

    String instrument();

    /** The feed that numbered it. */
    String source();

    /** The feed's number for it, at least 0 and rising within an instrument of a source. */
    long sequence();

    /** Positive and finite. */
    double price();

    /** Traded amount, at least 0; 0 for a quote. */
    double size();
}
