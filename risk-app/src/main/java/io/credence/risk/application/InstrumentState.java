package io.credence.risk.application;

import io.credence.forecasting.market.BarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An instrument between two commits. The builder is never changed in place: work is done on a copy.
 *
 * @param closed null before its first bar closed
 * @param shadow of the challenger on trial; null when there is none, or it has seen no bar of the instrument
 */
record InstrumentState(
        BarBuilder builder,
        @Nullable ClosedState closed,
        @Nullable ClosedState shadow) {

    InstrumentState withClosed(ClosedState next) {
        return new InstrumentState(builder, next, shadow);
    }

    InstrumentState withShadow(@Nullable ClosedState next) {
        return new InstrumentState(builder, closed, next);
    }
}
