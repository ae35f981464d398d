package io.credence.forecasting.portfolio;

import java.util.Arrays;
import java.util.Optional;

/** How long it takes to get out of a position in stress, in business days, as MAR33.12 sorts risk factors. */
public enum LiquidityHorizon {
    DAYS_10(10),
    DAYS_20(20),
    DAYS_40(40),
    DAYS_60(60),
    DAYS_120(120);

    private final int days;

    LiquidityHorizon(int days) {
        this.days = days;
    }

    /** The horizon of so many days, where there is one. */
    public static Optional<LiquidityHorizon> ofDays(int days) {
        return Arrays.stream(values()).filter(each -> each.days == days).findFirst();
    }

    public int days() {
        return days;
    }

    /** Days since the next shorter horizon. */
    int step() {
        return ordinal() == 0 ? days : days - values()[ordinal() - 1].days;
    }
}
