package io.credence.bnn.predictive;

/** A central posterior interval, {@code low <= high}. */
public record PosteriorInterval(double low, double high) {}
