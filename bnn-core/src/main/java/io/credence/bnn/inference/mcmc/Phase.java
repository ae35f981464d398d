package io.credence.bnn.inference.mcmc;

/**
 * A point of a trajectory.
 *
 * @param value log density at the position
 * @param gradient of the log density
 */
record Phase(double[] position, double[] momentum, double value, double[] gradient) {

    /** Potential and kinetic energy: what an exact trajectory keeps. */
    double energy(Metric metric) {
        return metric.kinetic(momentum) - value;
    }
}
