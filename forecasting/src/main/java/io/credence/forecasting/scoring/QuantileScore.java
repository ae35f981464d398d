package io.credence.forecasting.scoring;

import io.credence.forecasting.distribution.ForecastDistribution;
import java.util.function.DoubleUnaryOperator;

/**
 * The pinball loss of a quantile (Koenker and Bassett 1978), and the continuous ranked probability score as twice its integral
 * over all probabilities (Laio and Tamea 2007). In the unit of the return; lower is better.
 */
public final class QuantileScore {

    private QuantileScore() {}

    /** {@code (1{y < q} - p) (q - y)}, at least 0. */
    public static double pinball(double probability, double quantile, double realised) {
        double difference = realised - quantile;
        return difference < 0 ? (probability - 1) * difference : probability * difference;
    }

    /** The loss of a value at risk: the pinball of the return's quantile at the tail's probability. */
    public static double ofValueAtRisk(double tail, double valueAtRisk, double realised) {
        return pinball(tail, -valueAtRisk, realised);
    }

    /**
     * The CRPS by the n equidistant probabilities k / (n + 1): twice their mean pinball with weight 1 / (n + 1). For forecasts
     * whose CRPS has no closed form; with 199 it is what published tables use.
     */
    public static double crps(DoubleUnaryOperator quantileFunction, int probabilities, double realised) {
        double sum = 0;
        for (int k = 1; k <= probabilities; k++) {
            double p = k / (probabilities + 1.0);
            sum += pinball(p, quantileFunction.applyAsDouble(p), realised);
        }
        return 2 * sum / (probabilities + 1);
    }

    /** As {@link #crps(DoubleUnaryOperator, int, double)} with 199 probabilities of a forecast. */
    public static double crps(ForecastDistribution forecast, double realised) {
        return crps(forecast::quantile, 199, realised);
    }
}
