package io.credence.forecasting.backtest.walkforward;

import io.credence.forecasting.dataset.ReturnSeries;
import io.credence.forecasting.dataset.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;

/** Which return of a series is the first to be forecast and scored. */
public sealed interface StartRule {

    /** The row of the first scored return. */
    int row(ReturnSeries series);

    /** The second half of each series. */
    record Half() implements StartRule {
        @Override
        public int row(ReturnSeries series) {
            return series.size() / 2;
        }
    }

    /** After so many returns. */
    record After(int returns) implements StartRule {
        @Override
        public int row(ReturnSeries series) {
            return returns;
        }
    }

    /** From a date on. */
    record Since(Instant instant) implements StartRule {
        @Override
        public int row(ReturnSeries series) {
            return series.before(instant);
        }
    }

    /**
     * Reads {@code half}, a number of returns, or a date.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    static StartRule parse(String text) {
        if (text.equals("half")) {
            return new Half();
        }
        if (text.matches("\\d{1,7}")) {
            return new After(Integer.parseInt(text));
        }
        try {
            return new Since(Timestamps.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "from is '" + text + "'; it must be half, a number of returns, or a date. Maybe 2010-01-01?", e);
        }
    }
}
