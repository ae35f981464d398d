package io.credence.forecasting.market;

import java.time.Instant;

/** One record of a market data stream. */
public sealed interface Tick permits PriceTick, Heartbeat {

    /** When it happened at its source, in UTC. */
    Instant eventTime();
}
