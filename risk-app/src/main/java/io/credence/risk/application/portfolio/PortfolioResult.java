package io.credence.risk.application.portfolio;

import io.credence.forecasting.distribution.Interval;
import io.credence.forecasting.portfolio.DependenceFit;
import io.credence.forecasting.portfolio.LiquidityShortfall;
import io.credence.forecasting.portfolio.PortfolioRisk;
import io.credence.risk.port.ForecastRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer, lines and contributions in the order of the holdings.
 *
 * @param asOf the newest origin among the forecasts
 * @param scenarios how many were drawn
 * @param liquidity null where not every holding names a liquidity horizon
 */
public record PortfolioResult(
        Instant asOf,
        List<Line> lines,
        DependenceFit dependence,
        int scenarios,
        List<Level> levels,
        @Nullable Liquidity liquidity) {

    /**
     * A holding with the forecast that it was measured by.
     *
     * @param value in the quote currency, at the forecast's price
     * @param behind by how much the forecast's origin is older than the newest one's
     */
    public record Line(Holding holding, ForecastRow forecast, double value, Duration behind) {}

    /** The risk at a level, with intervals of posterior probability 0.9 at most as wide as if all forecasts erred together. */
    public record Level(PortfolioRisk risk, Interval valueAtRisk, Interval expectedShortfall) {}

    /** @param scaling by which shortfalls of the asked horizon were brought to ten days */
    public record Liquidity(LiquidityShortfall shortfall, double scaling) {}
}
