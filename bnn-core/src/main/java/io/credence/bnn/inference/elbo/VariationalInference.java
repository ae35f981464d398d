package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Step;
import io.credence.bnn.optimiser.Adam;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Variational inference: the Gaussian q of a family that maximises the evidence lower bound {@code E_q[log likelihood] - w KL(q ||
 * prior)}, by Adam on estimated gradients. With all rows in each step it is full-batch, with fewer stochastic variational inference,
 * whose batch's log likelihood counts N/M times while KL counts once; with {@link GaussianFamily#meanField} on a network it is Bayes by
 * Backprop. The rate falls along half a cosine, and the last steps' values are averaged (Polyak), so that noise does not stay.
 *
 * <p>Sources: Hoffman, Blei, Wang and Paisley (2013), "Stochastic Variational Inference"; Blundell et al. (2015), "Weight Uncertainty in
 * Neural Networks"; Titsias and Lazaro-Gredilla (2014), "Doubly Stochastic Variational Bayes".
 */
public final class VariationalInference implements InferenceAlgorithm<BoundState> {

    private final Objective objective;
    private final VariationalOptions options;
    private final Mixing mixing;
    private final Bound bound;

    private VariationalInference(Objective objective, VariationalOptions options) {
        this.objective = objective;
        this.options = options;
        mixing = Mixing.of(options.family(), objective.target().dimension());
        bound = new Bound(
                objective,
                options.estimator(),
                options.sampling().draws(),
                options.sampling().importance());
    }

    /**
     * On prior and data.
     *
     * @throws IllegalArgumentException when the batch is larger than the data, or blocks do not add up to the dimension
     */
    public static VariationalInference of(DataDensity target, VariationalOptions options) {
        int batch = options.sampling().batch() == 0
                ? target.rows()
                : options.sampling().batch();
        if (batch > target.rows()) {
            throw new IllegalArgumentException("batch is " + batch + "; the target has " + target.rows() + " rows");
        }
        return new VariationalInference(new Objective.OfData(target, batch), options);
    }

    /**
     * On a density of which no prior is known, all of it in each step.
     *
     * @throws IllegalArgumentException when options ask for batches, annealing or a weight of KL, which need to know the prior
     */
    public static VariationalInference ofWhole(LogDensity target, VariationalOptions options) {
        if (options.sampling().batch() != 0 || !options.kl().equals(VariationalOptions.Kl.withDefaults())) {
            throw new IllegalArgumentException(
                    "options are " + options + "; without a known prior, batch must be 0 and KL must"
                            + " count 1 throughout. Maybe the target can implement DataDensity?");
        }
        return new VariationalInference(new Objective.Whole(target), options);
    }

    /** Starts at means of the options' spread around 0. */
    @Override
    public BoundState init(Key key) {
        double spread = options.start().spread();
        double[] mean = Starts.around(new double[dimension()], spread, key);
        return init(key, mean);
    }

    /**
     * Starts at given means, such as a trained MAP's.
     *
     * @param mean {@code [dimension]}
     * @throws IllegalArgumentException when the target cannot be evaluated there, with the value
     */
    public BoundState init(Key key, double[] mean) {
        Starts.requireFinite(objective.target(), mean);
        Variation start = Variation.start(
                mixing, mean, options.start().sd(), key.child(-1).generator());
        double[] zeros = new double[start.values().length];
        return new BoundState(0, key, start.values(), zeros, zeros, start.values());
    }

    @Override
    public Step<BoundState> step(BoundState state) {
        long step = state.step() + 1;
        UniformRandomProvider random = state.key().child(step).generator();
        double klWeight = options.kl().weight(step);
        Bound.Estimate estimate = bound.at(variation(state.values()), klWeight, random);
        Starts.requireFinite(step, estimate.value(), estimate.gradient());
        Adam adam = new Adam(state.first(), state.second()).after(estimate.gradient());
        double rate = options.rate().at(step);
        double[] values = adam.ascend(state.values(), rate, step);
        double[] average = options.rate().average(state.average(), values, step);
        Info info = Info.of(step, estimate.value(), bound.points())
                .with("kl", estimate.kl())
                .with("klWeight", klWeight)
                .with("rate", rate);
        return new Step<>(new BoundState(step, state.key(), values, adam.first(), adam.second(), average), info);
    }

    @Override
    public GaussianPosterior posterior(BoundState state) {
        return variation(state.average()).posterior();
    }

    @Override
    public BoundState restore(Tensors saved) {
        int size = 2 * dimension() + mixing.size();
        return BoundState.restore(saved, size);
    }

    /** Runs the options' steps. */
    public BoundState run(Key key) {
        return run(key, options.rate().steps());
    }

    private int dimension() {
        return objective.target().dimension();
    }

    private Variation variation(double[] values) {
        return new Variation(mixing, dimension(), values);
    }
}
