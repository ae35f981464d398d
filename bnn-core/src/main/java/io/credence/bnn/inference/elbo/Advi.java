package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.posterior.GaussianFamily;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;

/**
 * Automatic differentiation variational inference (Kucukelbir, Tran, Ranganath, Gelman and Blei 2017): a mean-field or full-rank Gaussian
 * over unconstrained parameters by reparameterised gradients, with the paper's own steps
 *
 * <pre>  rate_k = eta k^(-1/2 + 1e-16) / (1 + sqrt(s_k)),   s_k = 0.1 g_k^2 + 0.9 s_(k-1),   s_1 = g_1^2.</pre>
 *
 * <p>The factor of a full-rank covariance is parametrised as in this whole room, by log scales and what they multiply.
 */
public final class Advi implements InferenceAlgorithm<Advi.State> {

    private static final double MEMORY = 0.9;

    private final Objective objective;
    private final Options options;
    private final Mixing mixing;
    private final Bound bound;

    private Advi(Objective objective, Options options) {
        this.objective = objective;
        this.options = options;
        mixing = Mixing.of(options.family(), objective.target().dimension());
        bound = new Bound(objective, options.estimator(), options.draws(), 1);
    }

    public static Advi of(LogDensity target, Options options) {
        if (options.batch() == 0) {
            return new Advi(new Objective.Whole(target), options);
        }
        if (!(target instanceof DataDensity data) || options.batch() > data.rows()) {
            throw new IllegalArgumentException("batch is " + options.batch()
                    + "; it must be 0, for all, or at most the rows of a target that is a DataDensity");
        }
        return new Advi(new Objective.OfData(data, options.batch()), options);
    }

    /**
     * Choices.
     *
     * @param family mean-field or full-rank in the paper
     * @param estimator of the gradient
     * @param draws in each step, at least 1
     * @param batch rows in each step; 0 for all
     * @param eta scale of the steps, positive
     */
    public record Options(GaussianFamily family, Estimator estimator, int draws, int batch, double eta) {

        public Options {
            if (draws < 1 || batch < 0 || !(eta > 0) || Double.isInfinite(eta)) {
                throw new IllegalArgumentException("ADVI has " + draws + " draws, a batch of " + batch + " and eta "
                        + eta + "; allowed are at least 1, at least 0 and a positive finite number");
            }
        }

        public static Options withDefaults() {
            return new Options(GaussianFamily.meanField(), Estimator.REPARAMETERISED, 8, 0, 0.1);
        }

        public Options withFamily(GaussianFamily changed) {
            return new Options(changed, estimator, draws, batch, eta);
        }

        public Options withEstimator(Estimator changed) {
            return new Options(family, changed, draws, batch, eta);
        }

        public Options withDraws(int changed) {
            return new Options(family, estimator, changed, batch, eta);
        }

        public Options withBatch(int changed) {
            return new Options(family, estimator, draws, changed, eta);
        }

        public Options withEta(double changed) {
            return new Options(family, estimator, draws, batch, changed);
        }
    }

    /**
     * What the next step needs.
     *
     * @param step done
     * @param key of all randomness
     * @param values means, log scales, mixing parameters
     * @param squares s, decaying squared gradients
     */
    public record State(long step, Key key, double[] values, double[] squares)
            implements io.credence.bnn.inference.State {

        @Override
        public Tensors save() {
            return new Progress(step, key).save().with("values", values).with("squares", squares);
        }
    }

    /** Starts at the standard normal, as the paper does. */
    @Override
    public State init(Key key) {
        double[] mean = new double[objective.target().dimension()];
        Starts.requireFinite(objective.target(), mean);
        Variation start = Variation.start(mixing, mean, 1, key.child(-1).generator());
        return new State(0, key, start.values(), new double[start.values().length]);
    }

    @Override
    public Step<State> step(State state) {
        long step = state.step() + 1;
        Bound.Estimate estimate =
                bound.at(variation(state), 1, state.key().child(step).generator());
        double[] gradient = estimate.gradient();
        Starts.requireFinite(step, estimate.value(), gradient);
        double[] squares = state.squares().clone();
        double[] values = state.values().clone();
        for (int i = 0; i < values.length; i++) {
            double memory = step == 1 ? 0 : MEMORY;
            squares[i] = memory * squares[i] + (1 - memory) * gradient[i] * gradient[i];
            values[i] += options.eta() * Math.pow(step, -0.5 + 1e-16) / (1 + Math.sqrt(squares[i])) * gradient[i];
        }
        Info info = Info.of(step, estimate.value(), bound.points()).with("kl", estimate.kl());
        return new Step<>(new State(step, state.key(), values, squares), info);
    }

    @Override
    public GaussianPosterior posterior(State state) {
        return variation(state).posterior();
    }

    @Override
    public State restore(Tensors saved) {
        int size = 2 * objective.target().dimension() + mixing.size();
        Progress progress = Progress.restore(saved);
        return new State(progress.step(), progress.key(), saved.get("values", size), saved.get("squares", size));
    }

    private Variation variation(State state) {
        return new Variation(mixing, objective.target().dimension(), state.values());
    }
}
