package io.credence.forecasting.model.univariate;

/** A definition: how one series of returns is modelled. An immutable value. */
public interface UnivariateModel {

    /** Its name in tables and on the command line, as {@code gjr-skewt}. */
    String name();

    /** The fewest returns it can be fitted on. */
    int fewestReturns();

    /**
     * Fits it. The same history gives the same fit.
     *
     * @throws IllegalArgumentException when the history is too short or does not vary
     */
    UnivariateFit fit(ReturnHistory history);
}
