package io.credence.risk.application;

import io.credence.forecasting.drift.CalibrationMonitor;
import io.credence.forecasting.drift.PitMonitor;

/** Makes and reads the drift monitors of the stream. */
final class Monitors {

    /** The probability that a monitor ever alarms while its forecasts are calibrated within tolerance. */
    private static final double ALPHA = 0.01;

    private Monitors() {}

    static CalibrationMonitor start() {
        return PitMonitor.start(ALPHA);
    }

    static CalibrationMonitor decode(byte[] bytes) {
        return PitMonitor.decode(bytes);
    }
}
