package io.credence.forecasting.feature;

/**
 * The exponentially weighted means that a {@link FeatureStream} keeps, each with its half-life in bars. A name is a slot in
 * the state's bytes: a new one, or another order, needs another version of the layout.
 */
enum RunningMean {
    SQUARE_4(4),
    SQUARE_15(15),
    SQUARE_60(60),
    SQUARE_180(180),
    ABSOLUTE_15(15),
    ABSOLUTE_60(60),
    PARKINSON_10(10),
    PARKINSON_60(60),
    ROGERS_SATCHELL_10(10),
    UNCHANGED_15(15),
    UNCHANGED_120(120),
    EMPTY_30(30),
    TICKS_60(60),
    VOLUME_60(60),
    LOG_CLOSE_5(5),
    LOG_CLOSE_30(30),
    REVERSAL_PRODUCT_180(180),
    REVERSAL_SQUARE_180(180);

    private final double decay;

    RunningMean(double halfLife) {
        this.decay = Math.pow(0.5, 1 / halfLife);
    }

    /** The weight of the newest of {@code count} values; the weights of all of them sum to one. */
    double weight(long count) {
        return (1 - decay) / (1 - Math.pow(decay, count));
    }
}
