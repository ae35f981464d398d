package io.credence.forecasting.distribution;

import java.util.List;

/** The level of a value at risk or expected shortfall, as 0.99: the share of losses expected at or under it. */
public record ConfidenceLevel(double value) {

    /** The levels that every forecast carries: 95, 97.5 and 99 %. */
    public static final List<ConfidenceLevel> STANDARD =
            List.of(new ConfidenceLevel(0.95), new ConfidenceLevel(0.975), new ConfidenceLevel(0.99));

    public ConfidenceLevel {
        if (!(value > 0.5 && value < 1)) {
            throw new IllegalArgumentException(
                    "confidence level is " + value + "; it must lie between 0.5 and 1, as in 0.99");
        }
    }

    /** The probability of a loss beyond the value at risk. */
    public double tail() {
        return 1 - value;
    }
}
