package io.credence.forecasting.evaluation;

/** What a statistic is compared with. */
public enum Reference {
    /** The limit law of many days. */
    ASYMPTOTIC,
    /** The law at this number of days, by enumeration where that is possible and else by simulation. */
    FINITE_SAMPLE
}
