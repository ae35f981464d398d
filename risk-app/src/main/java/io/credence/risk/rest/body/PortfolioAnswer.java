package io.credence.risk.rest.body;

import io.credence.risk.application.portfolio.PortfolioCalculation;
import io.credence.risk.application.portfolio.PortfolioQuestion;
import io.credence.risk.application.portfolio.PortfolioResult;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to what positions may lose together. */
@Schema(description = "VaR and ES of positions together, in their currency, and what each instrument does to them.")
public record PortfolioAnswer(
        @Schema(examples = "1m") String bars,
        @Schema(description = "In bars.", examples = "1") int horizon,

        @Schema(description = "The newest origin among the forecasts.", examples = "2013-11-29T12:34:00Z")
        Instant asOf,

        @Schema(
                description = "Of losses.",
                examples =
                        "the positions' currency; a loss is positive; returns are log returns turned into simple ones")
        String unit,

        @Schema(description = "The positions' values added up, short ones negative.", examples = "7500")
        double net,

        @Schema(description = "The sizes of the positions' values added up.", examples = "12500")
        double gross,

        @Schema(examples = "1") long seed,
        @Schema(examples = "65536") int scenarios,

        @Schema(description = "Posterior probability of the intervals.", examples = "0.9")
        double intervalMass,

        @Schema(description = "One for each instrument.") List<PortfolioLine> positions,
        Copula dependence,
        @Schema(description = "One for each level.") List<PortfolioLevel> risk,

        @Schema(description = "Absent unless all positions name a liquidity horizon.") @Nullable
        LiquidityBody liquidity) {

    private static final String UNIT =
            "the positions' currency; a loss is positive; returns are log returns turned into simple ones";

    /** An instrument with the forecast that it was measured by. */
    @Schema(description = "What is held of an instrument, and the forecast that it was measured by.")
    public record PortfolioLine(
            @Schema(examples = "BTCUSD") String instrument,

            @Schema(description = "In the currency, at the price.", examples = "-2592.75")
            double value,

            @Schema(description = "The close at the origin.", examples = "1037.1")
            double price,

            @Schema(description = "The end of the last bar that the forecast knows.")
            Instant origin,

            @Schema(description = "By how many seconds the origin is older than the newest one.", examples = "0")
            long behindSeconds,

            @Schema(examples = "bayesian-1f2e3d4c5b6a") String modelVersion,
            UUID forecastId,

            @Schema(description = "In business days, where one was named.", examples = "120") @Nullable
            Integer liquidityHorizon) {

        static PortfolioLine of(PortfolioResult.Line line) {
            var forecast = line.forecast();
            var horizon = line.holding().horizon();
            return new PortfolioLine(
                    line.holding().instrument(),
                    line.value(),
                    forecast.price(),
                    forecast.key().origin(),
                    line.behind().toSeconds(),
                    forecast.modelVersion(),
                    forecast.id(),
                    horizon == null ? null : horizon.days());
        }
    }

    /** How instruments move together. */
    @Schema(
            description =
                    "How the instruments move together, by the PITs of past forecasts at the origins that all instruments"
                            + " have: a t copula fitted to them, and how many of their rows scenarios are drawn by.")
    public record Copula(
            @Schema(description = "Of the t copula; absent where it is Gaussian.", examples = "6.4") @Nullable
            Double degreesOfFreedom,

            @Schema(description = "Instruments in the order of the positions.", examples = "[[1, 0.62], [0.62, 1]]")
            double[][] correlation,

            @Schema(description = "Origins that it was fitted to; 0 for one instrument.", examples = "1000")
            int origins,

            @Schema(description = "Of these, how many do not overlap.", examples = "1000")
            int effective,

            @Schema(description = "The share by which correlations were drawn to their mean.", examples = "0.04")
            double shrinkage,

            @Schema(
                    description =
                            "The newest origins that scenarios meet as in, by an empirical beta copula; 0 where they are"
                                    + " fewer than 250, and the t copula draws the scenarios.",
                    examples = "500")
            int empiricalRows) {}

    public static PortfolioAnswer of(String bars, PortfolioQuestion question, PortfolioResult result) {
        double[] values =
                result.lines().stream().mapToDouble(PortfolioResult.Line::value).toArray();
        double net = 0;
        double gross = 0;
        for (double value : values) {
            net += value;
            gross += Math.abs(value);
        }
        return new PortfolioAnswer(
                bars,
                question.horizon(),
                result.asOf(),
                UNIT,
                net,
                gross,
                question.seed(),
                result.scenarios(),
                PortfolioCalculation.INTERVAL_MASS,
                result.lines().stream().map(PortfolioLine::of).toList(),
                copula(result),
                result.levels().stream()
                        .map(level -> PortfolioLevel.of(level, result.lines()))
                        .toList(),
                result.liquidity() == null ? null : LiquidityBody.of(result.liquidity()));
    }

    private static Copula copula(PortfolioResult result) {
        var fit = result.dependence();
        return new Copula(
                Figure.orNull(fit.dependence().freedom()),
                fit.dependence().correlation(),
                fit.observations(),
                fit.effective(),
                fit.shrinkage(),
                fit.empiricalRows());
    }
}
