package io.credence.forecasting.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a fit is given besides data.
 *
 * @param seed fixes every random choice
 * @param steps how many training steps, at least 1; models that need none ignore it
 * @param changedAt since when outcomes contradict forecasts, for a model that is to learn the new shape of returns; null where nothing is known
 */
public record FitOptions(long seed, int steps, @Nullable Instant changedAt) {

    /** Where no change is known. */
    public FitOptions(long seed, int steps) {
        this(seed, steps, null);
    }

    /** The same after a change. */
    public FitOptions changedAt(Instant since) {
        return new FitOptions(seed, steps, since);
    }

    public FitOptions {
        if (steps < 1) {
            throw new IllegalArgumentException("training steps are " + steps + "; there must be at least 1");
        }
    }
}
