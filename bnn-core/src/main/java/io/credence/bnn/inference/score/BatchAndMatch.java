package io.credence.bnn.inference.score;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.density.MiniBatch;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;

/**
 * Batch and match: draws with mean z and covariance C and scores with mean g and covariance G; then, in closed form, the Gaussian that
 * fits these scores best within a trust region of size lambda around q,
 *
 * <pre>
 *   U = lambda G + lambda/(1+lambda) g g',   V = S0 + lambda C + lambda/(1+lambda) (mu0 - z)(mu0 - z)'
 *   S = 2 V (I + (I + 4 U V)^(1/2))^-1,      mu = (mu0 + lambda (S g + z)) / (1 + lambda)
 * </pre>
 *
 * <p>On a Gaussian target the divergence falls exponentially. From mini-batches, G and g g' hold the noise of the scores, which makes q too
 * narrow; the noise is therefore subtracted, by taking products between two halves of each batch, and lambda falls so that what is left
 * averages out.
 *
 * <p>Sources: Cai, Modi, Pillaud-Vivien, Margossian, Gower, Blei and Saul (2024), "Batch and match: black-box variational inference with
 * a score-based divergence", arXiv 2402.14758; of low rank, {@link LowRankMatching}'s.
 */
public final class BatchAndMatch implements InferenceAlgorithm<BatchAndMatch.State> {

    private final LogDensity target;
    private final Options options;
    private final Matching matching;

    private BatchAndMatch(LogDensity target, Options options) {
        this.target = target;
        this.options = options;
        matching = Matching.of(options.family(), target.dimension());
        Scores.requireBatch(target, options.batch());
    }

    /**
     * On a target.
     *
     * @throws IllegalArgumentException when a batch is asked of a target without rows, or more rows than it has
     */
    public static BatchAndMatch of(LogDensity target, Options options) {
        return new BatchAndMatch(target, options);
    }

    /**
     * Choices.
     *
     * @param family mean-field, full rank or low rank
     * @param draws of a step, at least 2
     * @param batch rows of the scores, even; 0 for all
     * @param lambda of the first step, positive: large ones trust the draws, small ones q
     * @param decay of it, at least 0: step k has {@code lambda / k^decay}
     * @param startSd of the first q, a sphere around 0, positive
     * @param subtractNoise of mini-batch scores; without it q is too narrow
     */
    public record Options(
            GaussianFamily family,
            int draws,
            int batch,
            double lambda,
            double decay,
            double startSd,
            boolean subtractNoise) {

        public Options {
            if (draws < 2 || batch < 0 || batch % 2 != 0) {
                throw new IllegalArgumentException("batch and match has " + draws + " draws and a batch of " + batch
                        + "; allowed are at least 2 and an even number");
            }
            if (!(lambda > 0 && startSd > 0 && decay >= 0) || Double.isInfinite(lambda * startSd * (1 + decay))) {
                throw new IllegalArgumentException("batch and match has lambda " + lambda + ", decay " + decay
                        + " and start sd " + startSd + "; they must be finite and positive, decay at least 0");
            }
        }

        public static Options withDefaults() {
            return new Options(GaussianFamily.fullRank(), 32, 0, 10, 0, 1, true);
        }

        public Options withFamily(GaussianFamily changed) {
            return new Options(changed, draws, batch, lambda, decay, startSd, subtractNoise);
        }

        public Options withDraws(int changed) {
            return new Options(family, changed, batch, lambda, decay, startSd, subtractNoise);
        }

        public Options withBatch(int changed) {
            return new Options(family, draws, changed, lambda, decay, startSd, subtractNoise);
        }

        public Options withLambda(double changed, double decay) {
            return new Options(family, draws, batch, changed, decay, startSd, subtractNoise);
        }

        public Options withStartSd(double changed) {
            return new Options(family, draws, batch, lambda, decay, changed, subtractNoise);
        }

        public Options withSubtractNoise(boolean changed) {
            return new Options(family, draws, batch, lambda, decay, startSd, changed);
        }
    }

    /**
     * What the next step needs.
     *
     * @param step done
     * @param key of all randomness
     * @param mean of q
     * @param scatter what the family keeps of q's covariance
     */
    public record State(long step, Key key, double[] mean, double[] scatter)
            implements io.credence.bnn.inference.State {

        @Override
        public Tensors save() {
            return new Progress(step, key).save().with("mean", mean).with("scatter", scatter);
        }
    }

    @Override
    public State init(Key key) {
        double[] mean = new double[target.dimension()];
        Scores.requireStart(target, mean);
        return new State(0, key, mean, matching.start(mean.length, options.startSd()));
    }

    @Override
    public Step<State> step(State state) {
        long step = state.step() + 1;
        Key key = state.key().child(step);
        GaussianPosterior q = posterior(state);
        double[][] points = q.draw(options.draws(), key.child(0));
        Scores.Evaluated[] halves = evaluate(points, key.child(1));
        double bound = 0.5 * (halves[0].bound(q, points) + halves[1].bound(q, points));
        Scores.requireFinite(step, bound);
        double lambda = options.lambda() / Math.pow(step, options.decay());
        DrawnScores scores = new DrawnScores(points, halves[0].gradients(), halves[1].gradients());
        double[] scatter = matching.match(state.mean(), state.scatter(), scores, lambda);
        double[] mean = mean(state.mean(), matching.posterior(state.mean(), scatter), scores, lambda);
        Info info = Info.of(step, bound, points.length).with("lambda", lambda);
        return new Step<>(new State(step, state.key(), mean, scatter), info);
    }

    @Override
    public GaussianPosterior posterior(State state) {
        return matching.posterior(state.mean(), state.scatter());
    }

    @Override
    public State restore(Tensors saved) {
        int n = target.dimension();
        Progress progress = Progress.restore(saved);
        return new State(
                progress.step(),
                progress.key(),
                saved.get("mean", n),
                saved.get("scatter", matching.start(n, 1).length));
    }

    /** The same scores twice, or those of two halves of a batch. */
    private Scores.Evaluated[] evaluate(double[][] points, Key key) {
        if (options.batch() == 0 || !options.subtractNoise()) {
            Scores.Evaluated all = Scores.at(points, target, options.batch(), key.generator());
            return new Scores.Evaluated[] {all, all};
        }
        DataDensity data = Scores.data(target);
        int[] rows = MiniBatch.sample(data.rows(), options.batch(), key.generator());
        int half = rows.length / 2;
        return new Scores.Evaluated[] {
            Scores.Evaluated.of(new MiniBatch(data, Arrays.copyOf(rows, half)), points),
            Scores.Evaluated.of(new MiniBatch(data, Arrays.copyOfRange(rows, half, rows.length)), points)
        };
    }

    private static double[] mean(double[] before, GaussianPosterior matched, DrawnScores scores, double lambda) {
        double[] mean = before.clone();
        Matrices.axpy(lambda, matched.covarianceTimes(scores.meanScore()), mean);
        Matrices.axpy(lambda, scores.meanPoint(), mean);
        return Arrays.stream(mean).map(x -> x / (1 + lambda)).toArray();
    }
}
