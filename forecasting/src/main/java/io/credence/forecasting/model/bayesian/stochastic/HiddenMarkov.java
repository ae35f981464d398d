package io.credence.forecasting.model.bayesian.stochastic;

import io.credence.forecasting.distribution.LocationScaleReturn;
import io.credence.forecasting.distribution.MixtureReturn;
import io.credence.forecasting.distribution.NormalLaw;
import java.util.ArrayList;
import java.util.List;

/**
 * Returns that are Gaussian given a hidden state, with jumps that come in any state:
 * {@code r_t ~ (1 - lambda) N(m_k, v_k) + lambda N(m_k, v_k + J)}, k the state of a Markov chain.
 *
 * @param means of each state, in percent
 * @param variances of each state, positive
 * @param jumps the probability lambda of a jump, in [0, 1)
 * @param jumpVariance J
 */
record HiddenMarkov(MarkovChain chain, double[] means, double[] variances, double jumps, double jumpVariance) {

    private static final NormalLaw LAW = new NormalLaw();
    private static final double LOG_ROOT = 0.5 * Math.log(2 * Math.PI);
    private static final double NEGLIGIBLE = 1e-5;

    /** So that one absurd return does not make all parameters impossible. */
    private static final double LEAST_DENSITY = 1e-300;

    /** Before any return. */
    VolatilityFilter filter() {
        double[] heights = heights(0);
        double[] jumped = heights(jumpVariance);
        return VolatilityFilter.of(chain, (value, perState) -> {
            for (int k = 0; k < perState.length; k++) {
                double half = -(value - means[k]) * (value - means[k]) / 2;
                double density = (1 - jumps) * heights[k] * Math.exp(half / variances[k]);
                if (jumps > 0) {
                    density += jumps * jumped[k] * Math.exp(half / (variances[k] + jumpVariance));
                }
                perState[k] = Math.max(density, LEAST_DENSITY);
            }
        });
    }

    private double[] heights(double more) {
        double[] heights = new double[variances.length];
        for (int k = 0; k < heights.length; k++) {
            heights[k] = Math.exp(-LOG_ROOT) / Math.sqrt(variances[k] + more);
        }
        return heights;
    }

    /** The law of the next return from that of its state. What is next to impossible is left out. */
    MixtureReturn next(double[] law) {
        List<Double> weights = new ArrayList<>();
        List<LocationScaleReturn> parts = new ArrayList<>();
        for (int k = 0; k < law.length; k++) {
            add(weights, parts, law[k] * (1 - jumps), k, 0);
            add(weights, parts, law[k] * jumps, k, jumpVariance);
        }
        return new MixtureReturn(
                weights.stream().mapToDouble(Double::doubleValue).toArray(), parts);
    }

    private void add(List<Double> weights, List<LocationScaleReturn> parts, double weight, int state, double more) {
        if (weight > NEGLIGIBLE) {
            weights.add(weight);
            parts.add(new LocationScaleReturn(means[state], Math.sqrt(variances[state] + more), LAW));
        }
    }
}
