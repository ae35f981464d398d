package io.credence.bnn.inference.elbo;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.WithPrior;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Step;
import io.credence.bnn.optimiser.Adam;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Empirical Bayes: variational inference in which the prior is learnt too. Weights are {@code N(0, sigma_i^2)} with {@code log sigma_i}
 * from a {@link ScaleNetwork}, whose parameters climb the same evidence lower bound as q; of them the bound has the closed gradient {@code
 * (mean_i^2 + variance_i) / sigma_i^2 - 1} with respect to each log sigma. So no prior scale has to be tuned.
 *
 * <p>Sources: MacKay (1992), "The Evidence Framework"; Tipping (2001), "Sparse Bayesian Learning", where each weight's scale is free; the
 * network ties the scales of weights that are alike.
 */
public final class EmpiricalBayes implements InferenceAlgorithm<BoundState> {

    private final DataDensity target;
    private final ScaleNetwork scales;
    private final VariationalOptions options;
    private final Mixing mixing;
    private final int batch;

    private EmpiricalBayes(DataDensity target, ScaleNetwork scales, VariationalOptions options) {
        this.target = target;
        this.scales = scales;
        this.options = options;
        mixing = Mixing.of(options.family(), target.dimension());
        batch = options.sampling().batch() == 0
                ? target.rows()
                : options.sampling().batch();
        if (scales.features().length != target.dimension() || batch > target.rows()) {
            throw new IllegalArgumentException("scale network has features of " + scales.features().length
                    + " weights and the batch is " + batch + "; the target has " + target.dimension() + " weights and "
                    + target.rows() + " rows");
        }
    }

    /**
     * On data.
     *
     * @param target whose own prior is not used
     * @throws IllegalArgumentException when features are not one row per weight, or the batch is larger than the data
     */
    public static EmpiricalBayes of(DataDensity target, ScaleNetwork scales, VariationalOptions options) {
        return new EmpiricalBayes(target, scales, options);
    }

    @Override
    public BoundState init(Key key) {
        double[] mean =
                Starts.around(new double[target.dimension()], options.start().spread(), key);
        UniformRandomProvider random = key.child(-1).generator();
        Variation start = Variation.start(mixing, mean, options.start().sd(), random);
        double[] values = concat(start.values(), scales.start(random));
        Starts.requireFinite(withPrior(values), mean);
        double[] zeros = new double[values.length];
        return new BoundState(0, key, values, zeros, zeros, values);
    }

    @Override
    public Step<BoundState> step(BoundState state) {
        long step = state.step() + 1;
        Variation q = variation(state.values());
        Objective objective = new Objective.OfData(withPrior(state.values()), batch);
        Bound bound =
                new Bound(objective, options.estimator(), options.sampling().draws(), 1);
        double klWeight = options.kl().weight(step);
        Bound.Estimate estimate = bound.at(q, klWeight, state.key().child(step).generator());
        double[] gradient = concat(estimate.gradient(), priorGradient(state.values(), q.posterior(), klWeight));
        Starts.requireFinite(step, estimate.value(), gradient);
        Adam adam = new Adam(state.first(), state.second()).after(gradient);
        double[] values = adam.ascend(state.values(), options.rate().at(step), step);
        double[] average = options.rate().average(state.average(), values, step);
        Info info = Info.of(step, estimate.value(), bound.points()).with("kl", estimate.kl());
        return new Step<>(new BoundState(step, state.key(), values, adam.first(), adam.second(), average), info);
    }

    @Override
    public GaussianPosterior posterior(BoundState state) {
        return variation(state.average()).posterior();
    }

    /** The prior's standard deviations as learnt, {@code [dimension]}. */
    public double[] priorSds(BoundState state) {
        return sds(state.average());
    }

    @Override
    public BoundState restore(Tensors saved) {
        int size = variationSize() + scales.size();
        return BoundState.restore(saved, size);
    }

    /** Runs the options' steps. */
    public BoundState run(Key key) {
        return run(key, options.rate().steps());
    }

    private WithPrior withPrior(double[] values) {
        return new WithPrior(target, new IndependentGaussian(new double[target.dimension()], sds(values)));
    }

    private double[] priorGradient(double[] values, GaussianPosterior q, double klWeight) {
        double[] sds = sds(values);
        double[] mean = q.mean();
        double[] variance = q.variance();
        double[] ofLogs = new double[sds.length];
        Arrays.setAll(ofLogs, i -> klWeight * ((mean[i] * mean[i] + variance[i]) / (sds[i] * sds[i]) - 1));
        return scales.pullBack(network(values), ofLogs);
    }

    private double[] sds(double[] values) {
        return Arrays.stream(scales.logSds(network(values))).map(Math::exp).toArray();
    }

    private Variation variation(double[] values) {
        return new Variation(mixing, target.dimension(), Arrays.copyOf(values, variationSize()));
    }

    private double[] network(double[] values) {
        return Arrays.copyOfRange(values, variationSize(), values.length);
    }

    private int variationSize() {
        return 2 * target.dimension() + mixing.size();
    }

    private static double[] concat(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
