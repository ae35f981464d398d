package io.credence.forecasting.market;

import java.time.Instant;

/**
 * What happened to one instrument in {@code [start, end)}. An empty bar (no ticks) carries the previous close in all
 * four prices, volume 0.
 *
 * @param ticks how many ticks it holds; 0 marks an empty bar
 */
public record Bar(
        String instrument,
        Instant start,
        Instant end,
        double open,
        double high,
        double low,
        double close,
        double volume,
        int ticks) {

    public boolean isEmpty() {
        return ticks == 0;
    }
}
