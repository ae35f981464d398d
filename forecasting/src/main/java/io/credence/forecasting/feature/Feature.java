package io.credence.forecasting.feature;

/**
 * The features by name, in the order of {@link FeatureRow#values}. "Standardised" is in units of the volatility reference
 * over the same number of bars, through asinh, so that an outlier stays finite and keeps its rank.
 */
public enum Feature {
    /** Standardised returns over 1, 5, 15 and 60 bars, and the return before the last. */
    RETURN_1,
    RETURN_5,
    RETURN_15,
    RETURN_60,
    PREVIOUS_RETURN,
    /** Standardised distance of the close from its running means. */
    FROM_MEAN_5,
    FROM_MEAN_30,
    /** Log ratios of other measures of volatility to the reference. */
    VOLATILITY_4,
    VOLATILITY_15,
    VOLATILITY_60,
    VOLATILITY_180,
    ABSOLUTE_15,
    ABSOLUTE_60,
    PARKINSON_10,
    PARKINSON_60,
    ROGERS_SATCHELL_10,
    /** Size of the last return and of the last bar's range, in units of the reference. */
    ABSOLUTE_RETURN,
    RANGE,
    /** Shares of bars with an unchanged close, and without a tick. */
    UNCHANGED_15,
    UNCHANGED_120,
    EMPTY_30,
    /** 1 where the last close is unchanged, where the last bar is empty. */
    IS_UNCHANGED,
    IS_EMPTY,
    /** Log of ticks and of volume relative to their running means. */
    TICKS,
    VOLUME,
    /** Where the close lies in the bar's range: -1 at the low, 1 at the high. */
    CLOSE_IN_RANGE,
    /** Log of one price tick in units of the reference. */
    TICK_SIZE,
    /** Sine and cosine of the time of day of the bar's end, in UTC. */
    DAY_SINE,
    DAY_COSINE;

    /** How many there are. */
    public static final int COUNT = values().length;

    /** Whether it changes sign, and nothing else, where the price moves the other way. */
    public boolean isSigned() {
        return switch (this) {
            case RETURN_1, RETURN_5, RETURN_15, RETURN_60 -> true;
            case PREVIOUS_RETURN, FROM_MEAN_5, FROM_MEAN_30, CLOSE_IN_RANGE -> true;
            default -> false;
        };
    }
}
