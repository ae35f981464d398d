package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.distribution.StaleReturn;
import io.credence.forecasting.distribution.StandardLaw;
import io.credence.forecasting.distribution.StudentTLaw;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One point of the model of {@link StochasticVolatility}.
 *
 * @param level mean of log squared scale, percent squared
 * @param persistence of log squared scale from day to day, in [0, 1)
 * @param deviation of log squared scale in the long run, positive
 * @param freedom degrees of freedom of a return given its scale, at least 2.01
 * @param stale the probability that a price is not renewed and repeats, in [0, 1)
 */
record StochasticParameters(double level, double persistence, double deviation, double freedom, double stale) {

    /** How many coordinates. */
    static final int DIMENSION = 5;

    /** Under it a t has next to no variance to be standardised by. */
    private static final double LEAST_FREEDOM = 2.01;

    private static final double MOST_FREEDOM = 200;
    private static final double NEGLIGIBLE = 1e-4;
    private static final double MOST_PERSISTENCE = 1 - 1e-6;

    /**
     * From unbounded coordinates: level less the log of the sample's variance, logit of the persistence, logarithms of the
     * deviation and of the freedom over 2, logit of the stale share.
     */
    static StochasticParameters of(double[] u, double logVariance) {
        return new StochasticParameters(
                logVariance + u[0],
                Math.min(logistic(u[1]), MOST_PERSISTENCE),
                Math.exp(u[2]),
                Math.clamp(2 + Math.exp(u[3]), LEAST_FREEDOM, MOST_FREEDOM),
                logistic(u[4]));
    }

    private static double logistic(double u) {
        return 1 / (1 + Math.exp(-u));
    }

    double[] toArray() {
        return new double[] {level, persistence, deviation, freedom, stale};
    }

    double scale(double state) {
        return Math.exp((level + deviation * state) / 2);
    }

    /**
     * The law of the next return. States that are next to impossible are left out.
     *
     * @param states the probability of each
     */
    StaleReturn next(double[] states) {
        double[] x = VolatilityFilter.states(states.length);
        StandardLaw law = new StudentTLaw(freedom);
        double deviation = Math.sqrt(freedom / (freedom - 2));
        List<LocationScaleReturn> parts = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < states.length; i++) {
            if (states[i] > NEGLIGIBLE) {
                parts.add(new LocationScaleReturn(0, deviation * scale(x[i]), law));
                weights.add(states[i]);
            }
        }
        double[] shares = weights.stream().mapToDouble(Double::doubleValue).toArray();
        return new StaleReturn(new MixtureReturn(shares, parts), stale);
    }

    /**
     * A return of zero is a price that was not renewed, or a move too small to show.
     *
     * @param tick the least move that shows, percent
     */
    VolatilityFilter filter(int states, double tick) {
        double[] x = VolatilityFilter.states(states);
        TDistribution law = TDistribution.of(freedom);
        double[] scales = new double[states];
        double[] zeros = new double[states];
        double[] heights = new double[states];
        for (int i = 0; i < states; i++) {
            scales[i] = scale(x[i]);
            zeros[i] = stale + (1 - stale) * (1 - 2 * law.cumulativeProbability(-tick / 2 / scales[i]));
            heights[i] = (1 - stale) * law.density(0) / scales[i];
        }
        double power = -(freedom + 1) / 2;
        return VolatilityFilter.of(persistence, states, (value, perState) -> {
            for (int i = 0; i < states; i++) {
                // Not log1p, which is several times slower: of so small a square only the density's last digits are
                // lost.
                double z = value / scales[i];
                perState[i] = value == 0 ? zeros[i] : heights[i] * Math.exp(power * Math.log(1 + z * z / freedom));
            }
        });
    }
}
