package io.credence.bnn.bench.vdp;

import io.credence.bnn.inference.moment.GradualPruning;
import io.credence.bnn.inference.moment.MomentOptions;
import io.credence.bnn.inference.moment.MomentTraining;
import io.credence.bnn.inference.moment.Pruning;
import io.credence.bnn.inference.moment.TrainedWeights;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;

/**
 * Each training pruned in rounds by signal to noise, and trained on after each: a quarter of the first training's epochs at a third of its rate.
 *
 * @param options of the first training
 * @param data of it
 */
record Retraining(Trained trained, MomentOptions options, WindowData data) {

    /** Each training's network after each round, {@code [sparsities][seeds]}. */
    TrainedWeights[][] rounds(Method method, double[] sparsities) {
        Fit[] fits = trained.of(method);
        TrainedWeights[][] rounds = new TrainedWeights[sparsities.length][fits.length];
        for (int seed = 0; seed < fits.length; seed++) {
            TrainedWeights whole = fits[seed].weights();
            MomentTraining training = MomentTraining.of(whole.network(), method.carried, shorter());
            List<TrainedWeights> each = new GradualPruning(training, Pruning.SIGNAL_TO_NOISE)
                    .of(
                            whole,
                            Arrays.stream(sparsities).boxed().toList(),
                            data,
                            Key.of(seed + 1).child(3));
            for (int round = 0; round < sparsities.length; round++) {
                rounds[round][seed] = each.get(round);
            }
        }
        return rounds;
    }

    private MomentOptions shorter() {
        return options.withEpochs(Math.max(1, options.epochs() / 4)).withRate(options.rate() / 3);
    }
}
