package io.credence.forecasting.drift;

import java.time.Instant;
import java.util.Locale;

/**
 * What is wrong, since when, and how surely: the numbers of an alarm, and a sentence made of them.
 *
 * @param raisedAt when the alarm went up
 * @param since the estimated change point: where Page's sum of the winning bet last left zero
 * @param fault what moved
 * @param magnitude the mean of the fault's statistic since then, shrunk towards calibration as the start was chosen for its evidence
 * @param eValue the evidence against the tolerated null, at the alarm
 * @param exactEValue the evidence against exact calibration, at the alarm; with a horizon over 1, on every h-th bar only
 * @param what the magnitude in words, as {@code dispersion: realised returns spread 1.60 times as wide as forecast}
 */
public record Finding(
        Instant raisedAt,
        Instant since,
        Fault fault,
        double magnitude,
        double eValue,
        double exactEValue,
        String what) {

    /** One sentence for a reader who sees nothing else. */
    public String explain() {
        return String.format(
                Locale.ROOT,
                "%s, since about %s. Evidence %.3g against forecasts within tolerance: by chance it would ever grow so large in one of"
                        + " %.3g streams; against exact calibration %.3g.",
                what,
                since,
                eValue,
                eValue,
                exactEValue);
    }
}
