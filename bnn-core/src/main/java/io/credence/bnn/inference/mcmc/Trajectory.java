package io.credence.bnn.inference.mcmc;

/** One chain's move. It says where it wants the next gradient, so that the chains' gradients can be evaluated in one call. */
interface Trajectory {

    /** An energy error above this, in nats, is a divergence: the step is too large for how the density bends here. */
    double DIVERGENCE = 1_000;

    boolean done();

    /** Where the next gradient is wanted; only while not {@link #done}. */
    double[] wants();

    /** The density there. The arrays are the trajectory's own from now on. */
    void take(double value, double[] gradient);

    /** Where the chain goes; only when {@link #done}. */
    Phase chosen();

    /** Mean acceptance, in [0, 1]. */
    double acceptance();

    boolean divergent();
}
