package io.credence.forecasting.model.bayesian.stochastic;

import java.util.Arrays;

/**
 * What moves volatility that no recursion on past returns can follow, as a hidden Markov model with the priors of its unbounded
 * coordinates. All are free of scale: they see returns in units of their deviation.
 */
public enum LatentStructure {

    /**
     * Two regimes of mean and variance (Hamilton 1989). Prior medians, and what 95 % of it lies between: mean in calm 0 (a fifth of a deviation), turmoil's less
     * that 0 (0.3); variance in calm half the sample's (0.13 to 2 times); turmoil's 3.7 times that (1.4 to 20); a day of calm is followed by
     * another with probability 0.982 (0.84 to 0.998), one of turmoil with 0.953 (0.66 to 0.995).
     */
    REGIMES(new StochasticPrior(new double[] {0, 0, -0.7, 1, 4, 3}, new double[] {0.1, 0.15, 0.7, 1, 1.2, 1.2})) {
        @Override
        HiddenMarkov at(double[] u, double logVariance) {
            double unit = Math.exp(logVariance / 2);
            double calm = Math.exp(logVariance + u[2]);
            return new HiddenMarkov(
                    new TwoRegimes(stays(u[4]), stays(u[5])),
                    new double[] {unit * u[0], unit * (u[0] + u[1])},
                    new double[] {calm, calm * (1 + Math.exp(u[3]))},
                    0,
                    0);
        }
    },

    /**
     * Stochastic volatility with jumps of the return (Bates 1996; Chib, Nardari and Shephard 2002). Prior medians, and what 95 % of it lies between: mean 0 (a fifth of a deviation);
     * level the sample's less 0.4 (2 either way); persistence of log variance 0.982 (0.84 to 0.998), its deviation 0.74 (0.19 to 2.9); jumps on 1.8 % of
     * days (0.3 to 11 %), of ten times the sample's variance (1.4 to 71).
     */
    JUMPS(new StochasticPrior(new double[] {0, -0.4, 4, -0.3, -4, 2.3}, new double[] {0.1, 1, 1.2, 0.7, 1, 1})) {
        @Override
        HiddenMarkov at(double[] u, double logVariance) {
            double[] variances = VolatilityFilter.states(STATES);
            Arrays.setAll(variances, k -> Math.exp(logVariance + u[1] + Math.exp(u[3]) * variances[k]));
            double[] means = new double[STATES];
            Arrays.fill(means, Math.exp(logVariance / 2) * u[0]);
            return new HiddenMarkov(
                    AutoregressiveChain.of(stays(u[2]), STATES),
                    means,
                    variances,
                    logistic(u[4]),
                    Math.exp(logVariance + u[5]));
        }
    };

    private static final int STATES = 21;
    private static final double LONGEST = 1 - 1e-6;

    private final StochasticPrior prior;

    LatentStructure(StochasticPrior prior) {
        this.prior = prior;
    }

    StochasticPrior prior() {
        return prior;
    }

    /**
     * One point of it.
     *
     * @param u unbounded coordinates
     * @param logVariance of the unit that they see returns in
     */
    abstract HiddenMarkov at(double[] u, double logVariance);

    private static double stays(double u) {
        return Math.min(logistic(u), LONGEST);
    }

    private static double logistic(double u) {
        return 1 / (1 + Math.exp(-u));
    }
}
