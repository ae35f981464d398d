package io.credence.forecasting.model.bayesian.stochastic;

/** A chain of few states. */
interface MarkovChain {

    /** The law that the chain forgets its start for. */
    double[] stationary();

    /** The law of the next state from that of this one. */
    double[] next(double[] law);
}
