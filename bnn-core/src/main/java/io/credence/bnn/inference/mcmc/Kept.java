package io.credence.bnn.inference.mcmc;

import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * The draws so far, as an immutable list that grows at its end: adding one shares all earlier ones, so that a state costs no copy of
 * the chains' history.
 *
 * @param size draws of each chain
 * @param latest of each chain, {@code [chains][dimension]}; null when there is none
 */
record Kept(
        int size, double @Nullable [][] latest, @Nullable Kept earlier) {

    static final Kept NONE = new Kept(0, null, null);

    Kept with(double[][] draws) {
        return new Kept(size + 1, draws, this);
    }

    /** {@code [chains][draws][dimension]}. */
    double[][][] chains(int chains) {
        double[][][] all = new double[chains][size][];
        for (Kept kept = this; kept != null; kept = kept.earlier()) {
            for (int c = 0; kept.latest() != null && c < chains; c++) {
                all[c][kept.size() - 1] = kept.latest()[c];
            }
        }
        return all;
    }

    StoredDraws posterior(int chains) {
        if (size == 0) {
            throw new IllegalStateException(
                    "no draw is stored yet. Maybe the chains are still warming up: take more steps, or fewer of warm-up?");
        }
        return StoredDraws.of(chains(chains));
    }

    Tensors save(Tensors into, int chains) {
        double[][][] all = chains(chains);
        Tensors tensors = into.with("kept", size);
        for (int c = 0; c < chains; c++) {
            tensors = tensors.with("draws" + c, all[c]);
        }
        return tensors;
    }

    static Kept restore(Tensors saved, int chains, int dimension) {
        int size = (int) saved.get("kept", 1)[0];
        double[][][] all = new double[chains][][];
        for (int c = 0; c < chains; c++) {
            all[c] = saved.get("draws" + c, size, dimension);
        }
        Kept kept = NONE;
        for (int i = 0; i < size; i++) {
            double[][] draws = new double[chains][];
            for (int c = 0; c < chains; c++) {
                draws[c] = all[c][i];
            }
            kept = kept.with(draws);
        }
        return kept;
    }
}
