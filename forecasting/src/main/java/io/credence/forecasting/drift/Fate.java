package io.credence.forecasting.drift;

/** What becomes of an observation. */
public enum Fate {
    /** It moves the evidence. */
    COUNTED,
    /** Its origin was counted last: dropped. */
    REPEATED,
    /**
     * An origin after it, whose outcome does not overlap with its own, was counted already: dropped. The bets on the later one knew
     * nothing of it, and bets placed now on what may be known no longer protect against false alarms.
     */
    LATE
}
