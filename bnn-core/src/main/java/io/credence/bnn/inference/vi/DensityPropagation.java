package io.credence.bnn.inference.vi;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import java.util.List;

/**
 * Variational density propagation with variances alone (VDP++) of a recurrent network: all weights, those of the LSTM too, are independent
 * Gaussians. One pass carries means and variances from step to step and to the outputs; the evidence lower bound takes the expected log
 * likelihood under those, so that no weight is drawn in training or in serving.
 *
 * <p>Sources: "Efficient Scaling of Bayesian Neural Networks" (VDP++); Dera et al. (2021), "PremiUm-CNN" (VDP). The aleatoric part is the
 * likelihood's own scale, not, as there, the carried variance.
 */
public final class DensityPropagation {

    private final TrainingOptions options;

    private DensityPropagation(TrainingOptions options) {
        this.options = options;
    }

    /** With these options but for the head, which here is of moments. */
    public static DensityPropagation with(TrainingOptions options) {
        return new DensityPropagation(options.withHead(TrainingOptions.Head.MOMENTS));
    }

    /**
     * Fits a network of the options' architecture. On the CPU, the same data, options and seed give the same bytes on the same
     * machine.
     *
     * @param series at least one, all with the same number of inputs and horizons
     * @param listener called on this thread after each step; may throw to stop
     * @throws IllegalArgumentException when shapes differ, no target counts, or the architecture has several layers or a dense one
     * @throws IllegalStateException when the loss stops being finite, with the step
     */
    public SequenceNetwork train(List<SequenceData> series, long seed, StepListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("there is no series to train on");
        }
        SequenceData first = series.getFirst();
        NetworkSpec spec = NetworkSpec.ofMoments(options.architecture(), first.inputs(), first.horizons());
        return BayesByBackprop.with(options).train(spec, series, seed, listener);
    }
}
