package io.credence.forecasting.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a fit is given besides data.
 *
 * @param seed fixes every random choice
 * @param steps how many training steps, at least 1; models that need none ignore it
 * @param yesterday the model to go on from, for one that can learn from new rows alone; null for a fit from nothing
 * @param changedAt since when outcomes contradict forecasts, for a model that is to learn the new shape of returns; null where nothing is known
 */
public record FitOptions(
        long seed,
        int steps,
        @Nullable FittedModel yesterday,
        @Nullable Instant changedAt) {

    /** Where no change is known. */
    public FitOptions(long seed, int steps) {
        this(seed, steps, null, null);
    }

    /** The same after a change. */
    public FitOptions changedAt(Instant since) {
        return new FitOptions(seed, steps, yesterday, since);
    }

    /** The same, but going on from an earlier model: its posterior is the prior of what has come since. */
    public FitOptions goingOnFrom(FittedModel earlier) {
        return new FitOptions(seed, steps, earlier, changedAt);
    }

    public FitOptions {
        if (steps < 1) {
            throw new IllegalArgumentException("training steps are " + steps + "; there must be at least 1");
        }
    }
}
