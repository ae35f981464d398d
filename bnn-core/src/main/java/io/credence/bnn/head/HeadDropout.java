package io.credence.bnn.head;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.MiniBatch;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.inference.dropout.DropoutPosterior;
import io.credence.bnn.optimiser.Adam;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Dropout of the features below a head: in training each row loses each feature with the rate, the rest grow by
 * {@code 1 / (1 - rate)}; in the posterior a draw loses whole features (Gal and Ghahramani 2016, "Dropout as a Bayesian
 * Approximation"). The intercept stays. A step is one batch of rows by Adam, whose rate falls to 0 over the planned steps.
 */
final class HeadDropout implements InferenceAlgorithm<HeadDropout.State> {

    private static final double RATE = 0.02;

    private final HeadDensity target;
    private final Options options;

    private HeadDropout(HeadDensity target, Options options) {
        this.target = target;
        this.options = options;
    }

    static HeadDropout of(HeadDensity target, Options options) {
        return new HeadDropout(target, options);
    }

    /**
     * How to train.
     *
     * @param rate of dropped features, above 0 and under 1
     * @param batch rows of a step, at most the target's, at least 1
     * @param steps planned, at least 1; steps beyond stay where they are
     */
    record Options(double rate, int batch, long steps) {

        Options {
            if (!(rate > 0 && rate < 1)) {
                throw new IllegalArgumentException("dropout rate is " + rate + "; allowed is above 0 and under 1");
            }
            if (batch < 1 || steps < 1) {
                throw new IllegalArgumentException(
                        "batch is " + batch + " and steps are " + steps + "; both must be at least 1");
            }
        }
    }

    /** @param point trained so far */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record State(long step, Key key, double[] point, Adam adam) implements io.credence.bnn.inference.State {

        @Override
        public Tensors save() {
            return new Progress(step, key)
                    .save()
                    .with("point", point)
                    .with("first", adam.first())
                    .with("second", adam.second());
        }
    }

    /** The baseline's own forecast, with the prior's degrees of freedom. */
    @Override
    public State init(Key key) {
        target.requireDensity();
        double[] point = new double[target.dimension()];
        return new State(0, key, point, Adam.atRest(point.length));
    }

    @Override
    public Step<State> step(State state) {
        UniformRandomProvider random = state.key.child(state.step + 1).generator();
        int size = Math.min(options.batch, target.rows());
        int[] picked = MiniBatch.sample(target.rows(), size, random);
        LogDensity batch = target.on(masked(target.data().picked(picked), random))
                .likelihood(IntStream.range(0, size).toArray());
        double[] value = new double[1];
        double[] gradient = gradient(batch, state.point, (double) target.rows() / size, value);
        Adam adam = state.adam.after(gradient);
        double[] moved = adam.ascend(state.point, rate(state.step), state.step + 1);
        return new Step<>(new State(state.step + 1, state.key, moved, adam), Info.of(state.step + 1, value[0], 1));
    }

    /** Of the prior and the likelihood that the batch stands for. */
    private double[] gradient(LogDensity batch, double[] point, double scale, double[] value) {
        double[][] priors = new double[1][point.length];
        double[][] likelihoods = new double[1][point.length];
        double[] prior = new double[1];
        target.prior().evaluate(new double[][] {point}, prior, priors);
        batch.evaluate(new double[][] {point}, value, likelihoods);
        value[0] = prior[0] + scale * value[0];
        return IntStream.range(0, point.length)
                .mapToDouble(i -> priors[0][i] + scale * likelihoods[0][i])
                .toArray();
    }

    private HeadRows masked(HeadRows rows, UniformRandomProvider random) {
        double[][] masked =
                Arrays.stream(rows.features()).map(x -> masked(x, random)).toArray(double[][]::new);
        return new HeadRows(masked, rows.targets(), rows.baselines());
    }

    private double[] masked(double[] x, UniformRandomProvider random) {
        double[] kept = x.clone();
        for (int j = 0; j < x.length - 1; j++) {
            kept[j] = random.nextDouble() < options.rate ? 0 : x[j] / (1 - options.rate);
        }
        return kept;
    }

    private double rate(long step) {
        return RATE * Math.max(0, 1 - (double) step / options.steps);
    }

    @Override
    public DropoutPosterior posterior(State state) {
        HeadShape shape = target.shape();
        int[][] outgoing = new int[shape.features()][shape.outputs()];
        for (int feature = 0; feature < outgoing.length; feature++) {
            int at = feature;
            Arrays.setAll(outgoing[feature], output -> output * shape.width() + at);
        }
        return new DropoutPosterior(state.point, outgoing, options.rate);
    }

    @Override
    public State restore(Tensors saved) {
        Progress progress = Progress.restore(saved);
        int size = target.dimension();
        return new State(
                progress.step(),
                progress.key(),
                saved.get("point", size),
                new Adam(saved.get("first", size), saved.get("second", size)));
    }
}
