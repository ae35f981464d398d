package io.credence.forecasting.calibration;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Temperature scaling of Student-t forecasts, for scale and degrees of freedom at once: {@code scale_i} becomes {@code factor scale_i} and the
 * degrees of freedom {@code nu_i} become {@code 2 + tails (nu_i - 2)}, by maximum likelihood on forecasts whose outcomes are known. A tails factor under
 * 1 makes tails heavier; the two factors are found by turns, each by golden section.
 *
 * @param factor of the scale, positive
 * @param tails of the degrees of freedom over 2, positive
 */
public record StudentTemperature(double factor, double tails) {

    private static final int TURNS = 12;
    private static final double LARGEST_FACTOR = 5;
    private static final double LARGEST_TAILS = 50;
    private static final double MOST_FREEDOM = 1000;

    /**
     * A forecast {@code location + scale t(nu)} and what was realised.
     *
     * @param standardised (realised - location) / scale
     * @param scale positive
     * @param freedom over 2
     */
    public record Known(double standardised, double scale, double freedom) {}

    /** By maximum likelihood; at least 30 days. */
    public static StudentTemperature fit(List<Known> days) {
        if (days.size() < 30) {
            throw new IllegalArgumentException(
                    "days are " + days.size() + "; there must be at least 30 for two factors");
        }
        StudentTemperature best = new StudentTemperature(1, 1);
        for (int turn = 0; turn < TURNS; turn++) {
            double tails = best.tails;
            double factor = best(LARGEST_FACTOR, f -> new StudentTemperature(f, tails).logLikelihood(days));
            best = new StudentTemperature(
                    factor, best(LARGEST_TAILS, t -> new StudentTemperature(factor, t).logLikelihood(days)));
        }
        return best;
    }

    /** The sum of log densities of what was realised, in nats. */
    public double logLikelihood(List<Known> days) {
        return days.stream().mapToDouble(this::logScore).sum();
    }

    /** The log density of one outcome under the scaled forecast. */
    public double logScore(Known day) {
        TDistribution law = TDistribution.of(freedom(day.freedom()));
        return law.logDensity(day.standardised() / factor) - Math.log(day.scale() * factor);
    }

    /** The PIT of one outcome under the scaled forecast. */
    public double pit(Known day) {
        return TDistribution.of(freedom(day.freedom())).cumulativeProbability(day.standardised() / factor);
    }

    /** The scaled degrees of freedom, over 2. */
    public double freedom(double model) {
        return Math.clamp(2 + tails * (model - 2), 2 + 1e-3, MOST_FREEDOM);
    }

    /** The factor with the largest value between 1 / largest and largest, by golden section in the logarithm. */
    private static double best(double largest, DoubleUnaryOperator value) {
        double low = -Math.log(largest);
        double high = Math.log(largest);
        double golden = (Math.sqrt(5) - 1) / 2;
        while (high - low > 1e-4) {
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            if (value.applyAsDouble(Math.exp(left)) > value.applyAsDouble(Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        return Math.exp((low + high) / 2);
    }
}
