package io.credence.forecasting.model.volatility;

/** Which law of the standardised residuals a forecast has, once the variance is fitted. */
public enum Tails {
    /** That of the likelihood. */
    FITTED(""),
    /**
     * The residuals' own: filtered historical simulation (Barone-Adesi, Giannopoulos and Vosper 1999; Hull and White 1998).
     */
    HISTORICAL("-fhs"),
    /** The residuals' own with generalised Pareto tails (McNeil and Frey 2000). */
    PARETO("-evt");

    private final String suffix;

    Tails(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }
}
