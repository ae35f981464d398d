package io.credence.bnn.inference.score;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.posterior.BlockGaussian;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Proximal score-based variational inference: with draws theta_s of q and noisy scores h_s there, the next q is
 *
 * <pre>  argmin over the family of  mean_s |grad log q'(theta_s) - h_s|^2 + (1/eta) KL(q || q').</pre>
 *
 * <p>Scores enter their square linearly, so the noise of a mini-batch leaves the objective's gradient unbiased, and eta falls so that it
 * averages out. No gradient flows through a draw. For Gaussians the problem is convex and is solved exactly ({@link ProximalStep}), at no
 * further gradient of the target, and block by block where the covariance has blocks. Lengths are measured in standard deviations of q, so
 * that eta has no unit; while the mean score is long, eta is multiplied by one plus its square, so that q goes all the way.
 *
 * <p>Source: the form is consistent with Kim (2026), "Large-scale Score-based Variational Posterior Inference for Bayesian Deep Neural
 * Networks", arXiv 2602.05873; the exact solution for Gaussians is ours.
 */
public final class ProximalScore implements InferenceAlgorithm<ProximalScore.State> {

    private final LogDensity target;
    private final Options options;
    private final List<Integer> blocks;

    private ProximalScore(LogDensity target, Options options) {
        this.target = target;
        this.options = options;
        blocks = blocks(options.family(), target.dimension());
        Scores.requireBatch(target, options.batch());
    }

    /**
     * On a target.
     *
     * @throws IllegalArgumentException when a batch is asked of a target without rows, or more rows than it has; when the family is of
     *     low rank; when blocks do not add up to the dimension
     */
    public static ProximalScore of(LogDensity target, Options options) {
        return new ProximalScore(target, options);
    }

    /**
     * Choices.
     *
     * @param family mean-field, blocks or full rank
     * @param draws of a step, at least 1
     * @param batch rows of the scores; 0 for all
     * @param eta of the first steps, positive: large ones trust the scores, small ones q
     * @param halfLife steps after which eta is half its first value, positive: step k has {@code eta / (1 + k / halfLife)}
     * @param startSd of the first q, a sphere around 0, positive
     */
    public record Options(GaussianFamily family, int draws, int batch, double eta, double halfLife, double startSd) {

        public Options {
            if (draws < 1 || batch < 0) {
                throw new IllegalArgumentException("proximal scores have " + draws + " draws and a batch of " + batch
                        + "; allowed are at least 1 and 0");
            }
            if (!(eta > 0 && halfLife > 0 && startSd > 0) || Double.isInfinite(eta * startSd)) {
                throw new IllegalArgumentException("proximal scores have eta " + eta + ", half-life " + halfLife
                        + " and start sd " + startSd + "; they must be positive, eta and sd finite");
            }
        }

        public static Options withDefaults() {
            return new Options(GaussianFamily.meanField(), 8, 0, 0.1, 3, 1);
        }

        public Options withFamily(GaussianFamily changed) {
            return new Options(changed, draws, batch, eta, halfLife, startSd);
        }

        public Options withDraws(int changed) {
            return new Options(family, changed, batch, eta, halfLife, startSd);
        }

        public Options withBatch(int changed) {
            return new Options(family, draws, changed, eta, halfLife, startSd);
        }

        public Options withEta(double changed, double halfLife) {
            return new Options(family, draws, batch, changed, halfLife, startSd);
        }

        public Options withStartSd(double changed) {
            return new Options(family, draws, batch, eta, halfLife, changed);
        }
    }

    /**
     * What the next step needs.
     *
     * @param step done
     * @param key of all randomness
     * @param mean of q
     * @param factors of the blocks' covariances, lower triangles row by row, block by block
     */
    public record State(long step, Key key, double[] mean, double[] factors)
            implements io.credence.bnn.inference.State {

        @Override
        public Tensors save() {
            return new Progress(step, key).save().with("mean", mean).with("factors", factors);
        }
    }

    @Override
    public State init(Key key) {
        double[] mean = new double[target.dimension()];
        Scores.requireStart(target, mean);
        double[] factors = new double[factorSize()];
        int at = 0;
        for (int size : blocks) {
            for (int i = 0; i < size; i++) {
                at += i + 1;
                factors[at - 1] = options.startSd();
            }
        }
        return new State(0, key, mean, factors);
    }

    @Override
    public Step<State> step(State state) {
        long step = state.step() + 1;
        Key key = state.key().child(step);
        GaussianPosterior q = posterior(state);
        double[][] points = q.draw(options.draws(), key.child(0));
        Scores.Evaluated evaluated =
                Scores.at(points, target, options.batch(), key.child(1).generator());
        double bound = evaluated.bound(q, points);
        Scores.requireFinite(step, bound);
        double eta = options.eta() / (1 + step / options.halfLife());
        List<FullGaussian> moved = new ArrayList<>();
        int from = 0;
        for (FullGaussian block : unpack(state)) {
            int to = from + block.dimension();
            moved.add(ProximalStep.move(block, part(points, from, to), part(evaluated.gradients(), from, to), eta));
            from = to;
        }
        Info info = Info.of(step, bound, points.length).with("eta", eta);
        return new Step<>(pack(step, state.key(), moved), info);
    }

    @Override
    public GaussianPosterior posterior(State state) {
        List<FullGaussian> parts = unpack(state);
        if (options.family() instanceof GaussianFamily.MeanField) {
            return MeanFieldGaussian.of(state.mean(), state.factors());
        }
        return parts.size() == 1 ? parts.getFirst() : BlockGaussian.of(parts);
    }

    @Override
    public State restore(Tensors saved) {
        Progress progress = Progress.restore(saved);
        return new State(
                progress.step(),
                progress.key(),
                saved.get("mean", target.dimension()),
                saved.get("factors", factorSize()));
    }

    private List<FullGaussian> unpack(State state) {
        List<FullGaussian> parts = new ArrayList<>();
        int from = 0;
        int at = 0;
        for (int size : blocks) {
            double[][] lower = new double[size][size];
            for (int i = 0; i < size; i++) {
                System.arraycopy(state.factors(), at, lower[i], 0, i + 1);
                at += i + 1;
            }
            parts.add(FullGaussian.of(Arrays.copyOfRange(state.mean(), from, from + size), Cholesky.ofLower(lower)));
            from += size;
        }
        return parts;
    }

    private State pack(long step, Key key, List<FullGaussian> parts) {
        double[] mean = BlockGaussian.of(parts).mean();
        double[] factors = new double[factorSize()];
        int at = 0;
        for (FullGaussian part : parts) {
            double[][] lower = part.factor().lower();
            for (int i = 0; i < lower.length; i++) {
                System.arraycopy(lower[i], 0, factors, at, i + 1);
                at += i + 1;
            }
        }
        return new State(step, key, mean, factors);
    }

    private int factorSize() {
        return blocks.stream().mapToInt(size -> size * (size + 1) / 2).sum();
    }

    private static double[][] part(double[][] rows, int from, int to) {
        return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(double[][]::new);
    }

    private static List<Integer> blocks(GaussianFamily family, int dimension) {
        List<Integer> sizes = switch (family) {
            case GaussianFamily.MeanField() -> Collections.nCopies(dimension, 1);
            case GaussianFamily.FullRank() -> List.of(dimension);
            case GaussianFamily.Blocks(var given) -> given;
            case GaussianFamily.LowRank lowRank ->
                throw new IllegalArgumentException(
                        "family is " + lowRank
                                + "; proximal scores know mean-field, blocks and full rank. Maybe BatchAndMatch, which knows low rank?");
        };
        if (sizes.stream().mapToInt(Integer::intValue).sum() != dimension) {
            throw new IllegalArgumentException(
                    "block sizes " + sizes + " must add up to the target's dimension, " + dimension);
        }
        return sizes;
    }
}
