package io.credence.bnn.inference.mcmc;

import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.State;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;

/**
 * State of a sampler on batches.
 *
 * @param motion where its chains are and how they move
 */
public record Walkers(long step, Key key, Motion motion, Kept kept) implements State {

    /**
     * Chains.
     *
     * @param positions {@code [chains][dimension]}
     * @param velocities {@code [chains][dimension]}: of the climb the running mean of gradients, of SGHMC the last move
     * @param squares {@code [chains][dimension]}: running mean of squared gradients
     */
    record Motion(double[][] positions, double[][] velocities, double[][] squares) {}

    @Override
    public Tensors save() {
        Tensors basics = new Progress(step, key)
                .save()
                .with("positions", motion.positions)
                .with("velocities", motion.velocities)
                .with("squares", motion.squares);
        return kept.save(basics, motion.positions.length);
    }

    static Walkers restore(Tensors saved, int chains, int dimension) {
        Motion motion = new Motion(
                saved.get("positions", chains, dimension),
                saved.get("velocities", chains, dimension),
                saved.get("squares", chains, dimension));
        Progress progress = Progress.restore(saved);
        return new Walkers(progress.step(), progress.key(), motion, Kept.restore(saved, chains, dimension));
    }
}
