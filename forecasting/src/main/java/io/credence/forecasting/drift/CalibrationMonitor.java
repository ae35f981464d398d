package io.credence.forecasting.drift;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of a sequential test that the PITs of one instrument, horizon and model are uniform. An immutable value:
 * {@link #next} gives the state after one more PIT.
 */
public interface CalibrationMonitor {

    /** The state after one more PIT, in [0, 1], realised at an instant. */
    CalibrationMonitor next(double pit, Instant at);

    /** How many PITs it has seen. */
    long count();

    /** The present evidence against calibration; 1 says nothing. */
    double eValue();

    /** The finding while the alarm stands; empty while the forecasts pass for calibrated. */
    Optional<Finding> alarm();

    /** The state as versioned bytes, at most 2 KiB. */
    byte[] encode();

    /**
     * What is wrong, and since when.
     *
     * @param since the estimated change point
     * @param eValue the evidence at the alarm
     * @param what what moved, as {@code dispersion: realised returns spread 1.6 times as wide as forecast}
     */
    record Finding(Instant raisedAt, Instant since, double eValue, String what) {}
}
