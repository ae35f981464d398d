package io.credence.forecasting.market;

import java.time.Instant;

/** A trade. */
public record Trade(String instrument, String source, long sequence, Instant eventTime, double price, double size)
        implements PriceTick {

    public Trade {
        Checks.identity(instrument, source, sequence);
        Checks.price("price", price);
        Checks.size(size);
    }
}
