package io.credence.bnn.inference.elbo;

/** How the gradient of the bound is estimated. All are unbiased. */
public enum Estimator {
    /** The target's gradient carried through the draw, and the entropy's in closed form (Kingma and Welling 2014). */
    REPARAMETERISED,
    /**
     * As {@link #REPARAMETERISED}, with the entropy's gradient through the draw alone: its noise is gone where q is exact
     * (Roeder, Wu and Duvenaud 2017, "Sticking the Landing").
     */
    PATH_DERIVATIVE,
    /**
     * Values times the gradient of log q, with the other draws' mean as baseline (Ranganath, Gerrish and Blei 2014); needs no gradient of
     * the target, and is very noisy.
     */
    SCORE_FUNCTION
}
