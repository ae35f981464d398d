package io.credence.bnn.inference.mcmc;

import io.credence.bnn.density.DataDensity;

/**
 * Stochastic gradient Langevin dynamics (Welling and Teh 2011), preconditioned (Li et al. 2016) by {@code 1 / V}: {@code theta += e/2
 * g / V + sqrt(e / V) noise}. With a step size e that stands still, a Gaussian posterior's variance comes out too large by a share of
 * {@code e / 4}, whatever the batch; directions that the data know little of move in the order of {@code 2 V / (e precision)}
 * steps, so that a smaller e needs more of them. Whether they were enough, {@code diagnostics.Convergence} says.
 */
public final class Sgld extends BatchSampler {

    private final double stepSize;

    public Sgld(DataDensity target, BatchOptions options) {
        super(target, options);
        this.stepSize = options.stepSize();
    }

    /** Four chains, batches of 64, 2,000 steps of burn-in, every tenth draw, step size 0.2: variance 5 % too large. */
    public static BatchOptions withDefaults() {
        return new BatchOptions(4, 64, 2_000, 10, 0.2, 0.05, 1);
    }

    @Override
    void move(double[] position, double[] velocity, double[] gradient, double[] inverse, double[] noise) {
        for (int j = 0; j < position.length; j++) {
            position[j] += 0.5 * stepSize * inverse[j] * gradient[j] + Math.sqrt(stepSize * inverse[j]) * noise[j];
        }
    }
}
