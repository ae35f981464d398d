package io.credence.bnn.inference.vi;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.engine.EngineInfo;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.inference.vi.StreamPlan.Group;
import io.credence.bnn.inference.vi.StreamPlan.Window;
import io.credence.bnn.network.HeadStart;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

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
        if (series.isEmpty()) {
            throw new IllegalArgumentException("there is no series to train on");
        }
        SequenceData first = series.getFirst();
        NetworkSpec spec = NetworkSpec.of(options.architecture(), first.inputs(), first.horizons());
        return train(spec, series, seed, listener);
    }

    /** As {@link #train(List, long, StepListener)}, of a network on any backbone. */
    public SequenceNetwork train(NetworkSpec spec, List<SequenceData> series, long seed, StepListener listener) {
        int targets = countTargets(spec, series);
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        HeadStart start =
                new HeadStart(options.prior().initialSd(), options.prior().rawDfMean());
        float[] initial = SequenceNetwork.initialParameters(spec, start, random);
        StreamPlan plan = new StreamPlan(series, options.batching());
        try (Trainer trainer = new Trainer(spec, options, targets, initial, random)) {
            run(trainer, plan, random, listener);
            return SequenceNetwork.of(spec, trainer.parameters(), provenance(seed, targets));
        }
    }

    private void run(Trainer trainer, StreamPlan plan, UniformRandomProvider random, StepListener listener) {
        int step = 0;
        while (step < options.schedule().steps()) {
            List<Group> epoch = plan.epoch(random);
            int windows = StreamPlan.countedWindows(epoch);
            for (Group group : epoch) {
                step = run(trainer, group, step, windows, listener);
            }
        }
    }

    private int run(Trainer trainer, Group group, int done, int windows, StepListener listener) {
        int step = done;
        if (step < options.schedule().steps()) {
            trainer.begin(group);
        }
        for (Window window : group.windows()) {
            if (step == options.schedule().steps()) {
                return step;
            }
            if (window.counted() == 0) {
                trainer.pass(group, window);
            } else {
                step++;
                listener.stepped(trainer.step(group, window, step, windows));
            }
        }
        return step;
    }

    private static int countTargets(NetworkSpec spec, List<SequenceData> series) {
        long targets = 0;
        for (int i = 0; i < series.size(); i++) {
            SequenceData data = series.get(i);
            if (data.inputs() != spec.inputs() || data.horizons() != spec.horizons()) {
                throw new IllegalArgumentException("series " + i + " has " + data.inputs() + " inputs and "
                        + data.horizons() + " horizons; the network takes " + spec.inputs() + " and "
                        + spec.horizons());
            }
            targets += data.countedTargets();
        }
        if (targets == 0) {
            throw new IllegalArgumentException("no target counts in any of " + series.size()
                    + " series. Maybe each is shorter than its first counted step plus its longest horizon?");
        }
        return Math.toIntExact(targets);
    }

    private TreeMap<String, String> provenance(long seed, int targets) {
        EngineInfo engine = TensorEngine.info(Trainer.device(options));
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("algorithm", "bayes-by-backprop");
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
