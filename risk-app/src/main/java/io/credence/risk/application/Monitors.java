package io.credence.risk.application;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.Panel;
import io.credence.forecasting.drift.TailLoss;
import org.jspecify.annotations.Nullable;

/** Makes, feeds and reads the drift monitors of the stream. */
final class Monitors {

    /** The probability that a monitor ever alarms while its forecasts are calibrated within tolerance. */
    private static final double ALPHA = 0.01;

    private static final ConfidenceLevel TAIL_LEVEL = new ConfidenceLevel(1 - TailLoss.TAIL);

    /** What the monitor of PITs alone wrote. */
    private static final byte PITS_ALONE = 1;

    private Monitors() {}

    /** Sees every h-th forecast only, so that one lane is enough. */
    static DriftMonitor start() {
        return DriftMonitor.start(Panel.COMBINED, ALPHA, 1);
    }

    /** A state of the monitor before this one is replaced by a fresh test: their bets have nothing in common. */
    static DriftMonitor decode(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == PITS_ALONE ? start() : DriftMonitor.decode(bytes);
    }

    /**
     * The loss beside the forecast's tail; null where that tail has no finite mean, or no width.
     *
     * @param realised return in percent
     */
    static @Nullable TailLoss tailLoss(ForecastDistribution forecast, double realised) {
        // Finding a quantile costs more than all bets, and within it nothing depends on it: one bar in forty pays.
        if (forecast.cdf(realised) >= TailLoss.TAIL) {
            return TailLoss.WITHIN;
        }
        double var = forecast.valueAtRisk(TAIL_LEVEL);
        double es = forecast.expectedShortfall(TAIL_LEVEL);
        return Double.isFinite(es) && es > var ? new TailLoss(-realised, var, es) : null;
    }
}
