package io.credence.risk.rest.body;

import io.credence.forecasting.market.Bar;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A closed bar. */
@Schema(description = "What happened to an instrument in [start, end). An empty bar carries the previous close.")
public record BarBody(
        @Schema(examples = "BTCUSD") String instrument,
        @Schema(examples = "1m") String bars,
        Instant start,
        @Schema(examples = "2013-11-29T12:34:00Z") Instant end,
        @Schema(examples = "1036.4") double open,
        @Schema(examples = "1038.0") double high,
        @Schema(examples = "1035.2") double low,
        @Schema(examples = "1037.1") double close,
        @Schema(examples = "14.2") double volume,
        @Schema(examples = "21") int ticks,

        @Schema(description = "Whether no tick fell into it.", examples = "false")
        boolean empty) {

    public static BarBody of(String spec, Bar bar) {
        return new BarBody(
                bar.instrument(),
                spec,
                bar.start(),
                bar.end(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume(),
                bar.ticks(),
                bar.isEmpty());
    }
}
