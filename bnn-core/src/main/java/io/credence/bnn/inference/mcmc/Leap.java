package io.credence.bnn.inference.mcmc;

import io.credence.bnn.linalg.Matrices;

/**
 * A leapfrog step (Neal 2011, "MCMC using Hamiltonian dynamics") of which the second half waits for the gradient where it lands.
 *
 * @param position where it lands
 * @param momentum after half the step
 * @param size of the step; negative goes back in time
 */
record Leap(double[] position, double[] momentum, double size) {

    static Leap from(Phase phase, double size, Metric metric) {
        double[] momentum = phase.momentum().clone();
        Matrices.axpy(0.5 * size, phase.gradient(), momentum);
        double[] position = phase.position().clone();
        Matrices.axpy(size, metric.velocity(momentum), position);
        return new Leap(position, momentum, size);
    }

    Phase land(double value, double[] gradient) {
        double[] landed = momentum.clone();
        Matrices.axpy(0.5 * size, gradient, landed);
        return new Phase(position, landed, value, gradient);
    }
}
