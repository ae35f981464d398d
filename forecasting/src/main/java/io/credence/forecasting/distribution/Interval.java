package io.credence.forecasting.distribution;

/** A closed interval, {@code low <= high}. */
public record Interval(double low, double high) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval is [" + low + ", " + high + "]; low must not exceed high");
        }
    }
}
