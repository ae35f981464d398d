package io.credence.risk.rest.body;

import io.credence.risk.port.RiskQueries.Totals;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the service does. */
@Schema(description = "How the stream does now, and totals over everything stored.")
public record StatusBody(
        @Schema(examples = "1m") String bars,
        PulseBody stream,

        @Schema(description = "Of the champion; absent before the first promotion.") @Nullable
        String modelVersion,

        LatencyBody latencyMs,

        @Schema(description = "Records behind the end of all partitions.", examples = "0")
        long lag,

        @Schema(examples = "100000") long ticks,

        @Schema(description = "Bars stored.", examples = "9603")
        long closedBars,

        @Schema(examples = "17280") long forecasts,
        @Schema(examples = "17243") long scored,
        @Schema(examples = "1") long alerts,

        @Schema(description = "Input refused as repeated.", examples = "0")
        long duplicates,

        @Schema(description = "Input refused though it could be read: repeated, late, crossed or out of session.")
        long refused,

        @Schema(description = "Forecasts stored before with equal values.", examples = "0")
        long replayed,

        @Schema(description = "Forecasts stored before with other values; must be 0.", examples = "0")
        long divergent,

        @Schema(examples = "0") long deadLetters,

        @Schema(
                description = "Per level, the share of 1-bar losses at or under the value at risk.",
                examples = "{\"0.95\":0.951,\"0.99\":0.989}")
        Map<String, Double> coverage,

        @Schema(description = "Mean CRPS of 1-bar forecasts, in percent.") @Nullable
        Double crps,

        @Schema(description = "The same of the EWMA reference.") @Nullable
        Double crpsEwma,

        @Schema(description = "The share of 1-bar transforms in [0.45, 0.55].", examples = "0.101") @Nullable
        Double pitMid) {

    public static StatusBody of(String bars, PulseBody pulse, @Nullable String modelVersion, Totals totals) {
        return new StatusBody(
                bars,
                pulse,
                modelVersion,
                pulse.latencyMs(),
                pulse.lag(),
                totals.counters().ticks(),
                totals.bars(),
                totals.forecasts(),
                totals.scored(),
                totals.alerts(),
                totals.counters().repeated(),
                totals.counters().refused(),
                totals.replayed(),
                totals.divergent(),
                totals.counters().deadLetters(),
                totals.coverage(),
                scored(totals, totals.crps()),
                scored(totals, totals.referenceCrps()),
                scored(totals, totals.pitMid()));
    }

    /** A mean of nothing is no figure. */
    private static @Nullable Double scored(Totals totals, double mean) {
        return totals.coverage().isEmpty() ? null : Figure.orNull(mean);
    }
}
