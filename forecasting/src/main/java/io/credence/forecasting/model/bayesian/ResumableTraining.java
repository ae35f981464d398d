package io.credence.forecasting.model.bayesian;

import io.credence.bnn.checkpoint.CorruptCheckpointException;
import io.credence.bnn.checkpoint.TrainingCheckpoint;
import io.credence.bnn.inference.vi.BayesByBackprop;
import io.credence.bnn.inference.vi.Info;
import io.credence.bnn.inference.vi.TrainingRun;
import io.credence.bnn.inference.vi.TrainingState;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.forecasting.model.FitCheckpoints;
import io.credence.forecasting.model.ProgressListener;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Trains a network, leaving its state now and then, and goes on from what an earlier training left. That state names the data it is of, so
 * that nothing is gone on with on other bars.
 */
final class ResumableTraining {

    private static final String OF = "fit";

    private final BayesByBackprop algorithm;
    private final TrainingSet set;
    private final long seed;
    private final String of;

    /** @param of names data and options: equal names are one fit */
    ResumableTraining(BayesByBackprop algorithm, TrainingSet set, long seed, String of) {
        this.algorithm = algorithm;
        this.set = set;
        this.seed = seed;
        this.of = of;
    }

    SequenceNetwork train(ProgressListener progress, FitCheckpoints checkpoints) {
        try (TrainingRun run = start(checkpoints)) {
            while (!run.done()) {
                Info info = run.step();
                if (checkpoints.isDue(info.step()) && !run.done()) {
                    checkpoints.save(encoded(run.save()));
                }
                progress.progress(info.step(), info.steps());
            }
            return run.network();
        }
    }

    private TrainingRun start(FitCheckpoints checkpoints) {
        NetworkSpec spec = algorithm.spec(set.sequences());
        Optional<TrainingState> saved = checkpoints.newest().flatMap(this::decoded);
        return saved.isPresent()
                ? algorithm.goOn(spec, set.sequences(), seed, saved.get())
                : algorithm.begin(spec, set.sequences(), seed);
    }

    private byte[] encoded(TrainingState state) {
        SortedMap<String, String> facts = new TreeMap<>(state.facts());
        facts.put(OF, of);
        return TrainingCheckpoint.write(new TrainingState(facts, state.arrays()));
    }

    /** Empty where it is damaged or of another fit: to begin anew is always right. */
    private Optional<TrainingState> decoded(byte[] bytes) {
        try {
            return Optional.of(TrainingCheckpoint.read(bytes))
                    .filter(state -> of.equals(state.facts().get(OF)));
        } catch (CorruptCheckpointException e) {
            return Optional.empty();
        }
    }
}
