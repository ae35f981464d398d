package io.credence.bnn.bench.uci;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;
import io.credence.bnn.regression.RegressionMethod;
import io.credence.bnn.regression.RegressionMethod.Choice;
import io.credence.bnn.regression.RegressionMethod.Predictor;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One method on one split: chosen on the training part first, tested later. */
final class Trial {

    private final UciSet set;
    private final int split;
    private final String methodName;
    private final RegressionMethod method;
    private final long seed;
    private final Key key;
    private @Nullable Choice choice;
    private @Nullable Scores scores;
    private double chooseSeconds;

    Trial(UciSet set, int split, String methodName, RegressionMethod method, long seed) {
        this.set = set;
        this.split = split;
        this.methodName = methodName;
        this.method = method;
        this.seed = seed;
        this.key = Key.of(seed).child(set.name().hashCode()).child(split);
    }

    String set() {
        return set.name();
    }

    String method() {
        return methodName;
    }

    /** Chooses, unless it was chosen before. */
    void choose() throws IOException {
        if (choice != null) {
            return;
        }
        long start = System.nanoTime();
        choice = method.choose(set.train(split), key.child(0));
        chooseSeconds = seconds(start);
    }

    Choice choice() {
        return Objects.requireNonNull(choice, "chosen");
    }

    /** Tests what was chosen, unless it was tested before. */
    void test() throws IOException {
        if (scores != null) {
            return;
        }
        RegressionData train = set.train(split);
        long start = System.nanoTime();
        Predictor predictor = method.fit(choice().setting(), train, key.child(1));
        double fitSeconds = seconds(start);
        RegressionData test = set.test(split);
        long asked = System.nanoTime();
        GaussianMixtures predicted = predictor.predict(test.inputs());
        scores = new Scores(
                predicted.rmse(test.targets()),
                predicted.negativeLogLikelihood(test.targets()),
                chooseSeconds + fitSeconds,
                1000 * seconds(asked));
    }

    /** What makes it this trial and no other. */
    String name() {
        return String.join(" ", Long.toString(seed), set(), Integer.toString(split), method());
    }

    /** What is known of it so far. */
    Outcome outcome() {
        return new Outcome(choice(), chooseSeconds, scores);
    }

    /** Goes on from what was known before. */
    void resume(Outcome outcome) {
        choice = outcome.choice;
        chooseSeconds = outcome.chooseSeconds;
        scores = outcome.scores;
    }

    /**
     * How far a trial has come.
     *
     * @param scores of the test part, once it was read
     */
    record Outcome(
            Choice choice, double chooseSeconds, @Nullable Scores scores) {}

    Scores scores() {
        return Objects.requireNonNull(scores, "tested");
    }

    @Override
    public String toString() {
        String chosen = choice == null
                ? ""
                : String.format(Locale.ROOT, ", validation NLL %.3f with %s", choice.validationNll(), choice.setting());
        String tested =
                scores == null ? "" : String.format(Locale.ROOT, ", RMSE %.4f, NLL %.4f", scores.rmse(), scores.nll());
        return set.name() + " split " + split + " " + methodName + (scores == null ? chosen : tested);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
