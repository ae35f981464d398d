package io.credence.forecasting.market;

import java.time.Instant;

/** A best bid and offer; its price is the mid. A crossed quote (bid above ask) can be made, and is refused by the bars. */
public record Quote(String instrument, String source, long sequence, Instant eventTime, double bid, double ask)
        implements PriceTick {

    public Quote {
        Checks.identity(instrument, source, sequence);
        Checks.price("bid", bid);
        Checks.price("ask", ask);
    }

    @Override
    public double price() {
        return 0.5 * (bid + ask);
    }

    @Override
    public double size() {
        return 0;
    }

    public boolean isCrossed() {
        return bid > ask;
    }
}
