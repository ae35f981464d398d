package io.credence.forecasting.drift;

/** What can be wrong with a stream of forecasts, as a monitor names it. */
public enum Fault {
    /** Returns spread wider or less wide than forecast. */
    DISPERSION,
    /** Returns lie over or under the forecast's centre. */
    BIAS,
    /** One side is longer than forecast. */
    SKEW,
    /** Both tails are heavier or lighter than forecast. */
    TAILS,
    /** Losses exceed value at risk too often or too seldom. */
    HITS,
    /** Losses beyond value at risk are larger than the expected shortfall allows. */
    SHORTFALL,
    /** A return's place in its forecast tells the next one's. */
    DEPENDENCE,
    /** Surprises come in clusters: volatility moves and the forecast does not follow. */
    CLUSTERING
}
