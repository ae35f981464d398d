package io.credence.risk.rest.body;

import org.jspecify.annotations.Nullable;

/** Figures that may be missing: JSON has no NaN. */
final class Figure {

    private Figure() {}

    static @Nullable Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
