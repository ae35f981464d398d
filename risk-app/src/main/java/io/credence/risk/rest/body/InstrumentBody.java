package io.credence.risk.rest.body;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An instrument and what is known of it. */
@Schema(description = "A traded instrument and what is known of it.")
public record InstrumentBody(
        @Schema(examples = "BTCUSD") String name,

        @Schema(description = "The smallest price step, in the quote currency.", examples = "0.01")
        double tickSize,

        @Schema(description = "When it trades: 24x7 or weekdays.", examples = "24x7")
        String calendar,

        @Schema(description = "The bar length.", examples = "1m")
        String bars,

        @Schema(description = "The horizons forecast, in bars.", examples = "[1, 5, 15]")
        List<Integer> horizons,

        @Schema(description = "The end of its newest bar; absent before the first, and in lists.") @Nullable
        Instant newestBar) {}
