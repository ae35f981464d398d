package io.credence.risk.application.portfolio;

import io.credence.forecasting.portfolio.LiquidityHorizon;
import org.jspecify.annotations.Nullable;

/**
 * What is held of one instrument, negative where it is sold short.
 *
 * @param quantity units, worth the price at the forecast's origin
 * @param notional an amount of the quote currency, beside the quantity
 * @param horizon null where none was named
 */
public record Holding(
        String instrument,
        double quantity,
        double notional,
        @Nullable LiquidityHorizon horizon) {

    /** Both together; of two liquidity horizons the longer one. */
    public Holding plus(Holding other) {
        return new Holding(
                instrument, quantity + other.quantity, notional + other.notional, longer(horizon, other.horizon));
    }

    private static @Nullable LiquidityHorizon longer(@Nullable LiquidityHorizon one, @Nullable LiquidityHorizon other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) > 0 ? one : other;
    }

    double value(double price) {
        return quantity * price + notional;
    }
}
