package io.credence.bnn.predictive;

/** A central posterior interval, {@code low <= high}. */
public record PosteriorInterval(double low, double high) {

    public PosteriorInterval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval is [" + low + ", " + high + "]; low must not exceed high");
        }
    }
}
