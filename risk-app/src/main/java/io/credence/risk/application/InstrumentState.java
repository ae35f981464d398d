package io.credence.risk.application;

import io.credence.forecasting.market.BarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An instrument between two commits. The builder is never changed in place: work is done on a copy.
 *
 * @param closed null before its first bar closed
 */
record InstrumentState(BarBuilder builder, @Nullable ClosedState closed) {}
