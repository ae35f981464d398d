package io.credence.bnn.inference.vi;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.engine.EngineInfo;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import java.util.List;
import java.util.TreeMap;

/**
 * Bayes by Backprop: a mean-field Gaussian posterior of the head's weights, fitted together with the deterministic weights below
 * it by stochastic gradients of the evidence lower bound.
 *
 * <p>Sources: Blundell, Cornebise, Kavukcuoglu and Wierstra (2015), "Weight Uncertainty in Neural Networks"; Kingma, Salimans and
 * Welling (2015), "Variational Dropout and the Local Reparameterization Trick".
 */
public final class BayesByBackprop {

    private final TrainingOptions options;

    private BayesByBackprop(TrainingOptions options) {
        this.options = options;
    }

    public static BayesByBackprop with(TrainingOptions options) {
        return new BayesByBackprop(options);
    }

    /**
     * Fits a network of the options' architecture. On the CPU, the same data, options and seed give the same bytes on the same
     * machine.
     *
     * @param series at least one, all with the same number of inputs and horizons
     * @param listener called on this thread after each step; may throw to stop
     * @throws IllegalArgumentException when shapes differ or no target counts
     * @throws IllegalStateException when the loss stops being finite, with the step
     */
    public SequenceNetwork train(List<SequenceData> series, long seed, StepListener listener) {
        return train(spec(series), series, seed, listener);
    }

    /** The network of the options' architecture for such series. */
    public NetworkSpec spec(List<SequenceData> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("there is no series to train on");
        }
        SequenceData first = series.getFirst();
        return NetworkSpec.of(options.architecture(), first.inputs(), first.horizons());
    }

    /** As {@link #train(List, long, StepListener)}, of a network on any backbone. */
    public SequenceNetwork train(NetworkSpec spec, List<SequenceData> series, long seed, StepListener listener) {
        try (TrainingRun run = begin(spec, series, seed)) {
            while (!run.done()) {
                listener.stepped(run.step());
            }
            return run.network();
        }
    }

    /** A training step by step, which can be saved between any two. The caller closes it. */
    public TrainingRun begin(NetworkSpec spec, List<SequenceData> series, long seed) {
        return TrainingRun.begin(spec, options, series, seed);
    }

    /**
     * Goes on from a saved state, with the network, series, seed and options that the run was begun with.
     *
     * @throws IllegalArgumentException when the state is another run's
     */
    public TrainingRun goOn(NetworkSpec spec, List<SequenceData> series, long seed, TrainingState saved) {
        return TrainingRun.goOn(spec, options, series, seed, saved);
    }

    static TreeMap<String, String> provenance(TrainingOptions options, long seed, int targets) {
        EngineInfo engine = TensorEngine.info(Trainer.device(options));
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("algorithm", options.head() == TrainingOptions.Head.MOMENTS ? "vdp++" : "bayes-by-backprop");
        facts.put("seed", Long.toString(seed));
        facts.put("targets", Integer.toString(targets));
        facts.put("options", options.toString());
        facts.put("engine", engine.name() + " " + engine.version());
        facts.put("device", engine.device());
        facts.put("cpu_capability", engine.cpuCapability());
        facts.put("threads", Integer.toString(engine.intraOpThreads()));
        return facts;
    }
}
