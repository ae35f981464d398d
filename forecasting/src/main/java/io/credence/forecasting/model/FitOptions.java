package io.credence.forecasting.model;

/**
 * What a fit is given besides data.
 *
 * @param seed fixes every random choice
 * @param steps how many training steps, at least 1; models that need none ignore it
 */
public record FitOptions(long seed, int steps) {

    public FitOptions {
        if (steps < 1) {
            throw new IllegalArgumentException("training steps are " + steps + "; there must be at least 1");
        }
    }
}
