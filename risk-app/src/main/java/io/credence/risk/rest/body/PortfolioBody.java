package io.credence.risk.rest.body;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Asks for the risk of positions together. */
@Schema(description = "Positions, and at which levels and over which horizon their risk is asked for.")
public record PortfolioBody(
        @Schema(
                description = "1 to 10,000, of at most 100 instruments; several of one instrument are added up. All are"
                        + " worth amounts of one currency: nothing is converted.")
        @Nullable
        List<@Nullable PositionBody> positions,

        @Schema(
                description = "Up to 5, over 0.5 and at most 0.999; the standard levels when absent.",
                examples = "[0.975, 0.99]")
        @Nullable
        List<@Nullable Double> levels,

        @Schema(description = "In bars, one of the service's horizons; 1 when absent.", examples = "1") @Nullable
        Integer horizon,

        @Schema(
                description = "Of the scenarios; 1 when absent. The same seed and data give the same answer.",
                examples = "1")
        @Nullable
        Long seed) {

    /** One position. */
    @Schema(description = "A position, of a quantity or of a notional; negative where it is sold short.")
    public record PositionBody(
            @Schema(examples = "BTCUSD") @Nullable String instrument,

            @Schema(description = "Units, worth the price that the newest forecast was made at.", examples = "-2.5")
            @Nullable
            Double quantity,

            @Schema(description = "An amount in the quote currency, in place of a quantity.", examples = "10000")
            @Nullable
            Double notional,

            @Schema(
                    description =
                            "Business days of MAR33.12: 10, 20, 40, 60 or 120. The liquidity-horizon ES is answered when all"
                                    + " positions name one; of two for one instrument the longer one counts.",
                    examples = "120")
            @Nullable
            Integer liquidityHorizon) {}
}
