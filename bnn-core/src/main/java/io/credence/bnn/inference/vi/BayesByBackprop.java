package io.credence.bnn.inference.vi;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.network.SequenceNetwork;
import java.util.List;

/** Bayes by Backprop (Blundell et al. 2015) with local reparameterisation (Kingma et al. 2015). */
public final class BayesByBackprop {

    private final TrainingOptions options;

    private BayesByBackprop(TrainingOptions options) {
        this.options = options;
    }

    public static BayesByBackprop with(TrainingOptions options) {
        return new BayesByBackprop(options);
    }

    /**
     * Fits a network. On the CPU, the same data, options and seed give the same bytes on the same machine.
     *
     * @param series at least one, all with the same number of inputs and horizons
     * @param listener called on this thread after each step; may throw to stop
     * @throws IllegalArgumentException when shapes differ or no target counts
     * @throws IllegalStateException when the loss stops being finite, with the step
     */
    public SequenceNetwork train(List<SequenceData> series, long seed, StepListener listener) {
        throw new UnsupportedOperationException("not built yet: " + options + series + seed + listener);
    }
}
