package io.credence.bnn.inference.mcmc;

import io.credence.bnn.density.LogDensity;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The No-U-Turn sampler (Hoffman and Gelman 2014) in its multinomial form (Betancourt 2017, "A conceptual introduction to Hamiltonian
 * Monte Carlo"): each step follows the Hamiltonian flow, doubling its length until it turns back, and moves to a point of the
 * trajectory picked by its weight {@code exp(-energy)}, later doublings favoured. Step size by dual averaging, metric in windows; both
 * are fixed after warm-up.
 *
 * <p>The posterior is the {@link io.credence.bnn.posterior.StoredDraws} of all chains after warm-up. Whether they are enough, {@code
 * diagnostics.Convergence} says.
 */
public final class Nuts extends HamiltonianSampler {

    private final Options options;

    /**
     * On this target.
     *
     * @param target on unbounded space, with Jacobians where parameters were bounded
     */
    public Nuts(LogDensity target, Options options) {
        super(target, options.chains());
        this.options = options;
    }

    @Override
    Trajectory trajectory(Phase from, double step, Metric metric, UniformRandomProvider random) {
        return new NutsTrajectory(from, step, metric, options.mostDoublings(), random);
    }

    /**
     * Options.
     *
     * @param mostDoublings a trajectory stops at {@code 2^mostDoublings - 1} leaps, 1 to 20
     */
    public record Options(ChainOptions chains, int mostDoublings) {

        public Options {
            Checks.inside("mostDoublings", mostDoublings, 0, 21);
        }

        /** {@link ChainOptions#withDefaults} and ten doublings. */
        public static Options withDefaults() {
            return new Options(ChainOptions.withDefaults(), 10);
        }

        public Options withChains(ChainOptions value) {
            return new Options(value, mostDoublings);
        }

        public Options withMostDoublings(int value) {
            return new Options(chains, value);
        }
    }
}
