package io.credence.forecasting.feature;

/**
 * What is known of an instrument at the end of one bar.
 *
 * @param values {@code [features]} in the order of {@link Feature}; finite and free of the price's scale; not copied
 * @param volatility the reference: standard deviation of a one-bar return in percent, at least that of rounding to a tick
 * @param reversal the next bar's return in percent as its recent regression on the one before has it: where trades bounce
 *     between bid and offer, a part of the last return comes back
 * @param unchanged the recent share of bars whose close did not change, strictly between 0 and 1
 * @param tick one price tick as a return in percent
 */
public record FeatureRow(float[] values, double volatility, double reversal, double unchanged, double tick) {

    /** The value of one feature. */
    public double value(Feature feature) {
        return values[feature.ordinal()];
    }
}
