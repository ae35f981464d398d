package io.credence.forecasting.dataset;

import java.time.Instant;

/**
 * One row of a file; NaN where a number is absent.
 *
 * @param line its number in the file, the header being 1
 * @param value the close, or the return in a file of returns
 */
record PriceRow(int line, Instant time, double open, double high, double low, double value) {

    boolean hasRange() {
        double body = Math.max(open, value);
        double foot = Math.min(open, value);
        return open > 0 && low > 0 && high >= body && low <= foot;
    }

    /**
     * The variance of the day in percent squared: Garman and Klass (1980) for the session, and the squared return from the last close to the
     * open for the night.
     */
    double range(double lastClose) {
        double width = Math.log(high / low);
        double body = Math.log(value / open);
        double night = Math.log(open / lastClose);
        return 1e4 * (0.5 * width * width - (2 * Math.log(2) - 1) * body * body + night * night);
    }
}
