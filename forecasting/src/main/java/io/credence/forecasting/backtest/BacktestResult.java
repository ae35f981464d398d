package io.credence.forecasting.backtest;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.List;
import java.util.Locale;

/** What a backtest found, one result per horizon. */
public record BacktestResult(List<HorizonResult> horizons) {

    public BacktestResult {
        horizons = List.copyOf(horizons);
    }

    /** The result at a horizon in bars. */
    public HorizonResult at(int horizon) {
        return horizons.stream()
                .filter(result -> result.horizon() == horizon)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no result at horizon " + horizon));
    }

    /**
     * @param horizon in bars
     * @param count how many origins were scored
     * @param crps mean, in percent
     * @param referenceCrps of the reference on the same origins
     * @param logScore mean, in nats
     * @param coverage per standard level, the share of losses at or under the value at risk
     * @param pits how many PITs fell in each of 20 equal bins; the last bin is closed
     */
    public record HorizonResult(
            int horizon,
            long count,
            double crps,
            double referenceCrps,
            double logScore,
            List<Double> coverage,
            List<Long> pits) {

        public HorizonResult {
            coverage = List.copyOf(coverage);
            pits = List.copyOf(pits);
        }

        /** The share of PITs in [0.45, 0.55), a tenth where forecasts are calibrated. */
        public double pitMid() {
            return (pits.get(9) + pits.get(10)) / (double) count;
        }

        /** The coverage at one of the standard levels. */
        public double coverage(double level) {
            return coverage.get(ConfidenceLevel.STANDARD.indexOf(new ConfidenceLevel(level)));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "h=%d n=%d crps=%.5f ratio=%.4f log=%.4f cover95=%.4f cover97.5=%.4f cover99=%.4f mid=%.4f",
                    horizon,
                    count,
                    crps,
                    crps / referenceCrps,
                    logScore,
                    coverage.get(0),
                    coverage.get(1),
                    coverage.get(2),
                    pitMid());
        }
    }
}
