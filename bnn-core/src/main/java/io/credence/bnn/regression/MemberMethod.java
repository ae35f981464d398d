package io.credence.bnn.regression;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.data.Standardiser;
import io.credence.bnn.inference.member.MemberAlgorithm;
import io.credence.bnn.inference.member.MemberState;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.posterior.MixturePosterior;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.predictive.FeedForwardPredictions;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Networks trained as members of one batch: to choose, all settings at once with a few members each; to fit, as many members as
 * the method has, with the chosen setting. A larger ensemble than the trials' is scored by fitting it to the cut too.
 *
 * @param <C> a setting
 */
final class MemberMethod<C> implements CutMethod {

    /** Trains one member for each setting in the list. */
    @FunctionalInterface
    interface Algorithm<C> {

        MemberAlgorithm of(FeedForward network, RegressionData rows, Training training, List<C> settings);
    }

    /**
     * What makes the method.
     *
     * @param head of the network
     * @param settings to choose from
     * @param trials members per setting while choosing
     * @param members of the fit
     * @param draws of the parameters in a prediction
     * @param patience how many times as long as a trial the fit trains
     */
    record Plan<C>(Head head, List<C> settings, int trials, int members, int draws, int patience) {}

    private static final int HIDDEN = 50;
    private static final int EPOCHS = 100;
    private static final int FEWEST_STEPS = 4000;
    private static final int MOST_STEPS = 10_000;

    private final Plan<C> plan;
    private final Algorithm<C> algorithm;

    MemberMethod(Plan<C> plan, Algorithm<C> algorithm) {
        this.plan = plan;
        this.algorithm = algorithm;
    }

    @Override
    public Candidate candidate(Cut cut, Key key) {
        List<C> tried = new ArrayList<>();
        plan.settings.forEach(setting -> tried.addAll(Collections.nCopies(plan.trials, setting)));
        Fitted trials = fit(cut.fitting(), tried, 1, key.child(1));
        List<Predictor> predictors = IntStream.range(0, plan.settings.size())
                .mapToObj(i -> trials.predictor(i * plan.trials, plan.trials, plan.draws, key.child(2)))
                .toList();
        double[] scores = predictors.stream().mapToDouble(cut::score).toArray();
        int best = IntStream.range(0, scores.length)
                .reduce((a, b) -> scores[b] < scores[a] ? b : a)
                .orElseThrow();
        Predictor predictor =
                plan.members <= plan.trials ? predictors.get(best) : fitted(best, cut.fitting(), key.child(3));
        return new Candidate(plan.settings.get(best).toString(), predictor);
    }

    @Override
    public Predictor fit(String setting, RegressionData rows, Key key) {
        List<String> names = plan.settings.stream().map(Object::toString).toList();
        if (!names.contains(setting)) {
            throw new IllegalArgumentException("setting is " + setting + "; it must be one of " + names);
        }
        return fitted(names.indexOf(setting), rows, key);
    }

    private Predictor fitted(int setting, RegressionData rows, Key key) {
        List<C> members = Collections.nCopies(plan.members, plan.settings.get(setting));
        return fit(rows, members, plan.patience, key.child(0)).predictor(0, plan.members, plan.draws, key.child(1));
    }

    private Fitted fit(RegressionData rows, List<C> members, int patience, Key key) {
        Standardiser standardiser = Standardiser.of(rows);
        FeedForward network = new FeedForward(rows.columns(), HIDDEN, plan.head);
        MemberAlgorithm trainer =
                algorithm.of(network, standardiser.apply(rows), training(rows.rows(), patience), members);
        return new Fitted(network, standardiser, trainer, trainer.run(key));
    }

    /** The same rule for all data: a hundred passes, but neither fewer nor more steps than these; and the patient longer. */
    static Training training(int rows, int patience) {
        Training training = Training.withDefaults();
        int steps = (int) Math.min(MOST_STEPS, (long) EPOCHS * rows / training.batch());
        return training.withSteps(patience * Math.max(FEWEST_STEPS, steps));
    }

    private record Fitted(
            FeedForward network, Standardiser standardiser, MemberAlgorithm algorithm, MemberState state) {

        Predictor predictor(int from, int count, int draws, Key key) {
            List<Posterior> parts = IntStream.range(from, from + count)
                    .mapToObj(i -> algorithm.posterior(state, i))
                    .toList();
            double[][] points = MixturePosterior.of(parts).draw(draws, key);
            return inputs -> predict(points, inputs);
        }

        private GaussianMixtures predict(double[][] points, double[][] inputs) {
            return FeedForwardPredictions.of(network, points, standardiser.inputs(inputs))
                    .scaled(standardiser.targetMean(), standardiser.targetSd());
        }
    }
}
