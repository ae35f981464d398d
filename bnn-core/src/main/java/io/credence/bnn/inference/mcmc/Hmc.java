package io.credence.bnn.inference.mcmc;

import io.credence.bnn.density.LogDensity;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Hamiltonian Monte Carlo (Duane et al. 1987; Neal 2011): each step follows the Hamiltonian flow for a given number of leaps and
 * accepts the end with {@code min(1, exp(-energy error))}. The size of a trajectory's leaps is spread evenly over 20 % around the
 * tuned one, so that no period of the target can coincide with its length.
 */
public final class Hmc extends HamiltonianSampler {

    private static final double SPREAD = 0.2;

    private final Options options;

    /**
     * On this target.
     *
     * @param target on unbounded space, with Jacobians where parameters were bounded
     */
    public Hmc(LogDensity target, Options options) {
        super(target, options.chains());
        this.options = options;
    }

    @Override
    Trajectory trajectory(Phase from, double step, Metric metric, UniformRandomProvider random) {
        double spread = step * (1 + SPREAD * (2 * random.nextDouble() - 1));
        return new HmcTrajectory(from, spread, metric, options.leaps(), random);
    }

    /**
     * Options.
     *
     * @param leaps of each trajectory, at least 1
     */
    public record Options(ChainOptions chains, int leaps) {

        public Options {
            Checks.atLeast("leaps", leaps, 1);
        }

        /** {@link ChainOptions#withDefaults} and 8 leaps. */
        public static Options withDefaults() {
            return new Options(ChainOptions.withDefaults(), 8);
        }

        public Options withChains(ChainOptions value) {
            return new Options(value, leaps);
        }

        public Options withLeaps(int value) {
            return new Options(chains, value);
        }
    }
}
