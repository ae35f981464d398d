package io.credence.risk.rest.body;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to what one may lose. */
@Schema(description = "Value at risk and expected shortfall of an instrument over a horizon, at the asked level.")
public record RiskAnswer(
        @Schema(examples = "BTCUSD") String instrument,
        @Schema(examples = "1m") String bars,
        @Schema(description = "In bars.", examples = "5") int horizon,

        @Schema(description = "The end of the last bar that the forecast knows.")
        Instant origin,

        @Schema(description = "The close at the origin.", examples = "1037.1")
        double price,

        String modelVersion,
        UUID forecastId,

        @Schema(description = "Of losses and intervals.", examples = "percent log return; a loss is positive")
        String unit,

        @Schema(description = "Posterior probability of the intervals.", examples = "0.9")
        double intervalMass,

        RiskBody risk) {

    /** The posterior probability of the stored intervals. */
    public static final double INTERVAL_MASS = 0.9;

    public static RiskAnswer of(ForecastBody forecast, RiskBody risk) {
        return new RiskAnswer(
                forecast.instrument(),
                forecast.bars(),
                forecast.horizon(),
                forecast.origin(),
                forecast.price(),
                forecast.modelVersion(),
                forecast.id(),
                "percent log return; a loss is positive",
                INTERVAL_MASS,
                risk);
    }
}
