package io.credence.bnn.inference.score;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;

/**
 * Gaussian score matching: for each draw, the Gaussian nearest to q (in KL) whose score at the draw is exactly the target's, in closed
 * form; the step averages the updates of its draws. Very fast where scores are exact, and has no rate to tune. With mini-batch scores it
 * matches the noise too and does not converge: use {@link BatchAndMatch} or {@link ProximalScore} there.
 *
 * <p>Source: Modi, Margossian, Yao, Gower, Blei and Saul (2023), "Variational Inference with Gaussian Score Matching",
 * arXiv 2307.07849.
 */
public final class GaussianScoreMatching implements InferenceAlgorithm<GaussianScoreMatching.State> {

    private final LogDensity target;
    private final Options options;

    private GaussianScoreMatching(LogDensity target, Options options) {
        this.target = target;
        this.options = options;
        Scores.requireBatch(target, options.batch());
    }

    /**
     * On a target.
     *
     * @throws IllegalArgumentException when a batch is asked of a target without rows, or more rows than it has
     */
    public static GaussianScoreMatching of(LogDensity target, Options options) {
        return new GaussianScoreMatching(target, options);
    }

    /**
     * Choices.
     *
     * @param draws whose updates are averaged, at least 1
     * @param batch rows of the scores; 0 for all
     * @param startSd of the first q, a sphere around 0, positive
     */
    public record Options(int draws, int batch, double startSd) {

        public Options {
            if (draws < 1 || batch < 0 || !(startSd > 0) || Double.isInfinite(startSd)) {
                throw new IllegalArgumentException(
                        "score matching has " + draws + " draws, a batch of " + batch + " and a start sd of " + startSd
                                + "; allowed are at least 1, at least 0 and a positive finite number");
            }
        }

        public static Options withDefaults() {
            return new Options(4, 0, 1);
        }

        public Options withDraws(int changed) {
            return new Options(changed, batch, startSd);
        }

        public Options withBatch(int changed) {
            return new Options(draws, changed, startSd);
        }

        public Options withStartSd(double changed) {
            return new Options(draws, batch, changed);
        }
    }

    /**
     * What the next step needs.
     *
     * @param step done
     * @param key of all randomness
     * @param mean of q
     * @param covariance of q
     */
    public record State(long step, Key key, double[] mean, double[][] covariance)
            implements io.credence.bnn.inference.State {

        @Override
        public Tensors save() {
            return new Progress(step, key).save().with("mean", mean).with("covariance", covariance);
        }
    }

    @Override
    public State init(Key key) {
        double[] mean = new double[target.dimension()];
        Scores.requireStart(target, mean);
        double[] variance = new double[mean.length];
        Arrays.fill(variance, options.startSd() * options.startSd());
        return new State(0, key, mean, Matrices.diagonal(variance));
    }

    @Override
    public Step<State> step(State state) {
        long step = state.step() + 1;
        Key key = state.key().child(step);
        FullGaussian q = posterior(state);
        double[][] points = q.draw(options.draws(), key.child(0));
        Scores.Evaluated evaluated =
                Scores.at(points, target, options.batch(), key.child(1).generator());
        double bound = evaluated.bound(q, points);
        Scores.requireFinite(step, bound);
        double[] mean = state.mean().clone();
        double[][] covariance = Matrices.copy(state.covariance());
        for (int s = 0; s < points.length; s++) {
            addUpdate(state, points[s], evaluated.gradients()[s], mean, covariance);
        }
        State next = new State(step, state.key(), mean, Matrices.symmetrise(covariance));
        return new Step<>(next, Info.of(step, bound, points.length));
    }

    @Override
    public FullGaussian posterior(State state) {
        return FullGaussian.of(state.mean(), state.covariance());
    }

    @Override
    public State restore(Tensors saved) {
        int n = target.dimension();
        Progress progress = Progress.restore(saved);
        return new State(progress.step(), progress.key(), saved.get("mean", n), saved.get("covariance", n, n));
    }

    /** Adds one draw's share of the change of mean and covariance. */
    private void addUpdate(State from, double[] point, double[] score, double[] mean, double[][] covariance) {
        double share = 1.0 / options.draws();
        double[] before = difference(from.mean(), point);
        double[] matched = matchedMean(from, before, score);
        double[] after = difference(matched, point);
        Matrices.axpy(share, difference(matched, from.mean()), mean);
        for (int i = 0; i < mean.length; i++) {
            Matrices.axpy(share * before[i], before, covariance[i]);
            Matrices.axpy(-share * after[i], after, covariance[i]);
        }
    }

    /** {@code mu0 + (eps - d (v'eps) / (1 + rho + d'v)) / (1 + rho)}, with d from the point to mu0 and {@code eps = S0 v - d}. */
    private static double[] matchedMean(State from, double[] d, double[] v) {
        double[] spread = Matrices.multiply(from.covariance(), v);
        double along = Matrices.dot(d, v);
        double rho = 0.5 * Math.sqrt(1 + 4 * (Matrices.dot(v, spread) + along * along)) - 0.5;
        double[] eps = difference(spread, d);
        double back = Matrices.dot(v, eps) / (1 + rho + along);
        double[] mean = from.mean().clone();
        Matrices.axpy(1 / (1 + rho), eps, mean);
        Matrices.axpy(-back / (1 + rho), d, mean);
        return mean;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = a.clone();
        Matrices.axpy(-1, b, difference);
        return difference;
    }
}
