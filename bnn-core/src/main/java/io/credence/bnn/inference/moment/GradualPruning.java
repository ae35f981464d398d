package io.credence.bnn.inference.moment;

import io.credence.bnn.random.Key;
import java.util.ArrayList;
import java.util.List;

/**
 * Pruning in rounds, with training between them (Han et al. 2015, "Learning both Weights and Connections"; Zhu and Gupta 2017): what is left learns to do
 * without what went, before more goes.
 *
 * @param training of each round; shorter and slower than the first
 * @param criterion by which weights go
 */
public record GradualPruning(MomentTraining training, Pruning criterion) {

    /**
     * The network after each round.
     *
     * @param sparsities of the rounds, rising, each from 0 to below 1
     * @throws IllegalArgumentException when they do not rise
     */
    public List<TrainedWeights> of(TrainedWeights trained, List<Double> sparsities, WindowData data, Key key) {
        List<TrainedWeights> rounds = new ArrayList<>();
        TrainedWeights at = trained;
        for (int round = 0; round < sparsities.size(); round++) {
            double sparsity = sparsities.get(round);
            if (round > 0 && sparsity < sparsities.get(round - 1)) {
                throw new IllegalArgumentException("sparsities are " + sparsities
                        + "; they must rise, since what was pruned stays so. Maybe sort them?");
            }
            at = training.refine(criterion.of(at, sparsity), data, key.child(round), epoch -> {});
            rounds.add(at);
        }
        return rounds;
    }
}
