package io.credence.forecasting.drift.familiar;

/** A monitor of PITs that alarms or not. */
public interface PitAlarm {

    /**
     * Takes one more PIT, in [0, 1]; whether the alarm is on after it.
     *
     * @throws IllegalArgumentException where it is no probability
     */
    boolean add(double pit);

    /** Refuses what is no probability. */
    static void check(double pit) {
        if (!(pit >= 0 && pit <= 1)) {
            throw new IllegalArgumentException(
                    "PIT is " + pit + "; it must lie in [0, 1]. Maybe the forecast failed: leave the bar out");
        }
    }
}
