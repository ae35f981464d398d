package io.credence.bnn.bench.vdp;

import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.WindowData;
import java.util.stream.IntStream;

/**
 * The score FZ0 of value at risk and expected shortfall together (Patton, Ziegel and Chen 2019, eq. 6), of returns: {@code -max(v - y, 0) / (p e) + v / e
 * + log(-e) - 1} with the p-quantile v and the tail mean e. Lower is better. The score has no meaning for a tail mean that is a gain, as that of a window
 * whose direction is sure: both are taken as {@link #LEAST_LOSS} at least.
 */
final class TailScore {

    /** 97.5 % of losses lie at or under the value at risk. */
    static final double TAIL = 0.025;

    /** In the returns' unit. */
    private static final double LEAST_LOSS = 0.1;

    private TailScore() {}

    /** Mean over the rows. */
    static double of(MomentForecast[] forecasts, WindowData data) {
        return IntStream.range(0, forecasts.length)
                .mapToDouble(i -> of(forecasts[i], data.targets()[i]))
                .average()
                .orElseThrow();
    }

    private static double of(MomentForecast forecast, double y) {
        return of(forecast.quantile(TAIL), forecast.tailMean(TAIL), y);
    }

    /** Of one outcome. */
    static double of(double quantile, double tailMean, double y) {
        double v = Math.min(quantile, -LEAST_LOSS);
        double e = Math.min(tailMean, -LEAST_LOSS);
        return -Math.max(v - y, 0) / (TAIL * e) + v / e + Math.log(-e) - 1;
    }
}
