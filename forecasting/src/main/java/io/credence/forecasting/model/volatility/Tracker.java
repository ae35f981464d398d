package io.credence.forecasting.model.volatility;

/** A variance recursion at its parameters and in its state: O(1) from one return to the next. */
interface Tracker {

    /** Of the next return, in percent squared. */
    double variance();

    /**
     * Moves on by one return.
     *
     * @param residual the return less the mean
     * @param range the day's range variance; NaN where there is none
     */
    void update(double residual, double range);

    /** One in the same state at other natural parameters. */
    Tracker at(double[] theta);

    /** One that goes on by itself from the same state. */
    Tracker copy();
}
