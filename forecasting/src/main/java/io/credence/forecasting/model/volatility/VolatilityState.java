package io.credence.forecasting.model.volatility;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.StandardLaw;

/** A volatility model at one value of its parameters, in its state after some return. Mutable, of one thread; an update is O(1). */
public final class VolatilityState {

    private final double mean;
    private final Tracker tracker;
    private final StandardLaw law;

    VolatilityState(double mean, Tracker tracker, StandardLaw law) {
        this.mean = mean;
        this.tracker = tracker;
        this.law = law;
    }

    /** Of every return, in percent. */
    public double mean() {
        return mean;
    }

    /** Of the next return, in percent squared. */
    public double variance() {
        return tracker.variance();
    }

    Tracker tracker() {
        return tracker;
    }

    /** Of the innovations. */
    public StandardLaw law() {
        return law;
    }

    /** The law of the next return. */
    public LocationScaleReturn forecast() {
        return new LocationScaleReturn(mean, Math.sqrt(tracker.variance()), law);
    }

    /**
     * Moves on by one return.
     *
     * @param returnPercent the log return
     * @param rangeVariance of the same day, or NaN where there is none
     */
    public void update(double returnPercent, double rangeVariance) {
        tracker.update(returnPercent - mean, rangeVariance);
    }

    /** One that goes on by itself from here. */
    public VolatilityState copy() {
        return new VolatilityState(mean, tracker.copy(), law);
    }
}
