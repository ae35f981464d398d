package io.credence.forecasting.model.bayesian.stochastic;

/**
 * Calm and turmoil, each of which is kept from one day to the next with a probability of its own.
 *
 * @param calm the probability that calm stays, under 1
 * @param turmoil the probability that turmoil stays, under 1
 */
record TwoRegimes(double calm, double turmoil) implements MarkovChain {

    @Override
    public double[] stationary() {
        double share = (1 - calm) / (2 - calm - turmoil);
        return new double[] {1 - share, share};
    }

    @Override
    public double[] next(double[] law) {
        double wild = law[0] * (1 - calm) + law[1] * turmoil;
        return new double[] {law[0] + law[1] - wild, wild};
    }
}
