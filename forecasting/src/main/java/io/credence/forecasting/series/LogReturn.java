package io.credence.forecasting.series;

/** The log return in percent, the unit of all returns here. */
public final class LogReturn {

    private LogReturn() {}

    /** From one price to a later one; exactly zero where they are equal. */
    public static double percent(double from, double to) {
        return from == to ? 0 : 100 * Math.log(to / from);
    }
}
