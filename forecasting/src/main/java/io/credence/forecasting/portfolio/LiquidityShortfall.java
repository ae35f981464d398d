package io.credence.forecasting.portfolio;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.ArrayList;
import java.util.List;

/**
 * The expected shortfall of MAR33.4 (BCBS 2019, d457): {@code sqrt(sum_j (ES_j sqrt((LH_j - LH_{j-1}) / 10))^2)} at 97.5 %,
 * where ES_j is that of 10 days with the shocks of names whose liquidity horizon is LH_j or longer, all others held still.
 *
 * <p>{@link StressedShortfall} calibrates it to a period of stress. Not built: the averages and multiplier of the charge,
 * and the part for risk factors that cannot be modelled. A position here has one risk factor, its price.
 *
 * @param value in the values' currency
 * @param steps ES_j of each liquidity horizon, from the shortest
 */
public record LiquidityShortfall(double value, List<Step> steps) {

    /** The level of MAR33.3. */
    public static final ConfidenceLevel LEVEL = new ConfidenceLevel(0.975);

    /** The base horizon of MAR33.4, in business days. */
    public static final int BASE_DAYS = 10;

    /**
     * One term of the sum.
     *
     * @param horizon of the names whose shocks count, or longer
     * @param expectedShortfall over 10 days
     */
    public record Step(LiquidityHorizon horizon, double expectedShortfall) {

        double term() {
            return expectedShortfall * expectedShortfall * horizon.step() / BASE_DAYS;
        }
    }

    public LiquidityShortfall {
        steps = List.copyOf(steps);
    }

    /** The formula on expected shortfalls that are known. */
    public static LiquidityShortfall of(List<Step> steps) {
        return new LiquidityShortfall(
                Math.sqrt(steps.stream().mapToDouble(Step::term).sum()), steps);
    }

    /**
     * The formula on a portfolio.
     *
     * @param horizons one for each name
     * @param scaling from the scenarios' horizon to 10 days, 1 where it is that; by the square root of time it is what
     *     MAR33.4 no longer allows
     */
    public static LiquidityShortfall of(
            Scenarios scenarios, double[] values, List<LiquidityHorizon> horizons, double scaling) {
        List<Step> steps = new ArrayList<>();
        for (LiquidityHorizon horizon : LiquidityHorizon.values()) {
            double[] shocked = values.clone();
            for (int i = 0; i < shocked.length; i++) {
                shocked[i] = horizons.get(i).compareTo(horizon) >= 0 ? values[i] : 0;
            }
            Losses losses = new Losses(PortfolioLosses.total(scenarios, shocked));
            steps.add(new Step(horizon, scaling * losses.expectedShortfall(LEVEL.value())));
        }
        return of(steps);
    }
}
