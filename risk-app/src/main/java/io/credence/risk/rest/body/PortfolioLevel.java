package io.credence.risk.rest.body;

import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.portfolio.RiskMeasure;
import io.credence.risk.application.portfolio.PortfolioResult;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A portfolio's risk at one level. */
@Schema(description = "A portfolio's value at risk and expected shortfall at one level.")
public record PortfolioLevel(
        @Schema(examples = "0.99") double level, PortfolioMeasure valueAtRisk, PortfolioMeasure expectedShortfall) {

    /** VaR or ES with what makes it up. */
    @Schema(description = "A loss of the portfolio, how sure it is, and what each instrument does to it.")
    public record PortfolioMeasure(
            @Schema(description = "In the positions' currency, positive when money is lost.", examples = "412.5")
            double value,

            @Schema(description = "Of the simulation alone.", examples = "1.9")
            double standardError,

            @Schema(
                    description =
                            "Lower end of the posterior interval, as wide as if the forecasts of all instruments erred"
                                    + " together, to first order.",
                    examples = "371")
            double low,

            @Schema(description = "Its upper end.", examples = "459")
            double high,

            @Schema(description = "The figures of the instruments alone, less the portfolio's.", examples = "88.1")
            double diversification,

            @Schema(description = "One for each instrument; components add up to the value.")
            List<ContributionBody> contributions) {

        static PortfolioMeasure of(RiskMeasure measure, Interval interval, List<PortfolioResult.Line> lines) {
            List<ContributionBody> contributions = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                var contribution = measure.contributions().get(i);
                contributions.add(new ContributionBody(
                        lines.get(i).holding().instrument(),
                        contribution.standalone(),
                        contribution.marginal(),
                        contribution.component(),
                        contribution.incremental()));
            }
            return new PortfolioMeasure(
                    measure.total().value(),
                    measure.total().standardError(),
                    interval.low(),
                    interval.high(),
                    measure.diversification(),
                    List.copyOf(contributions));
        }
    }

    /** What one instrument does. */
    @Schema(description = "What one instrument does to a figure of the portfolio.")
    public record ContributionBody(
            @Schema(examples = "BTCUSD") String instrument,

            @Schema(description = "The figure of this instrument alone.", examples = "300.2")
            double standalone,

            @Schema(description = "What one more unit of currency of it adds.", examples = "0.021")
            double marginal,

            @Schema(description = "Its value times that: its part of the figure.", examples = "251.7")
            double component,

            @Schema(description = "The figure, less what it would be without it.", examples = "240.9")
            double incremental) {}

    static PortfolioLevel of(PortfolioResult.Level level, List<PortfolioResult.Line> lines) {
        return new PortfolioLevel(
                level.risk().level().value(),
                PortfolioMeasure.of(level.risk().valueAtRisk(), level.valueAtRisk(), lines),
                PortfolioMeasure.of(level.risk().expectedShortfall(), level.expectedShortfall(), lines));
    }
}
