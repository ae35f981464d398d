package io.credence.risk.rest.body;

import io.credence.forecasting.portfolio.LiquidityShortfall;
import io.credence.risk.application.portfolio.PortfolioResult;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The ES of MAR33.4. */
@Schema(
        description =
                "The expected shortfall over liquidity horizons of MAR33.4, at 97.5 %; without its calibration to a period of"
                        + " stress.")
public record LiquidityBody(
        @Schema(examples = "0.975") double level,

        @Schema(description = "In the positions' currency.", examples = "18250")
        double value,

        @Schema(
                description =
                        "By the square root of time, from the asked horizon to ten days of 24 hours. MAR33.4 asks for ten days"
                                + " themselves: only where this is 1 is the figure what it means.",
                examples = "120")
        double scaling,

        @Schema(description = "Ten-day ES of the shocks of instruments with this liquidity horizon or a longer one.")
        List<LiquidityStep> steps) {

    /** A term of the formula. */
    public record LiquidityStep(
            @Schema(description = "In business days.", examples = "20")
            int liquidityHorizon,

            @Schema(examples = "9120") double expectedShortfall) {}

    static LiquidityBody of(PortfolioResult.Liquidity liquidity) {
        return new LiquidityBody(
                LiquidityShortfall.LEVEL.value(),
                liquidity.shortfall().value(),
                liquidity.scaling(),
                liquidity.shortfall().steps().stream()
                        .map(step -> new LiquidityStep(step.horizon().days(), step.expectedShortfall()))
                        .toList());
    }
}
