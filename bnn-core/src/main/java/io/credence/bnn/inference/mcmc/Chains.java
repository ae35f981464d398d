package io.credence.bnn.inference.mcmc;

import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.State;
import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;

/**
 * State of a Hamiltonian sampler.
 *
 * @param divergences of all chains since warm-up
 * @param evaluated point gradients since the start
 */
public record Chains(long step, Key key, Places places, Tuning tuning, Kept kept, long divergences, long evaluated)
        implements State {

    /** Where the chains are, with the density there. */
    record Places(double[][] positions, double[] values, double[][] gradients) {

        Phase phase(int chain, double[] momentum) {
            return new Phase(positions[chain], momentum, values[chain], gradients[chain]);
        }

        int chains() {
            return values.length;
        }
    }

    StoredDraws posterior() {
        return kept.posterior(places.chains());
    }

    @Override
    public Tensors save() {
        Tensors basics = new Progress(step, key)
                .save()
                .with("positions", places.positions)
                .with("values", places.values)
                .with("gradients", places.gradients)
                .withWhole("divergences", divergences)
                .withWhole("evaluated", evaluated);
        return kept.save(tuning.save(basics), places.chains());
    }

    static Chains restore(Tensors saved, ChainOptions options, int dimension) {
        int chains = options.chains();
        Places places = new Places(
                saved.get("positions", chains, dimension),
                saved.get("values", chains),
                saved.get("gradients", chains, dimension));
        Progress progress = Progress.restore(saved);
        return new Chains(
                progress.step(),
                progress.key(),
                places,
                Tuning.restore(saved, options.metric(), dimension),
                Kept.restore(saved, chains, dimension),
                saved.getWhole("divergences"),
                saved.getWhole("evaluated"));
    }
}
