package io.credence.bnn.inference.pbp;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Probabilistic backpropagation for regression with a ReLU network.
 *
 * <p>Each row's evidence is {@code Z = N(y | m, v + E[1 / noise precision])} with (m, v) the output's moments; its gradient moves every
 * weight's Gaussian (assumed density filtering), its values at three shapes move the gamma belief over the noise. After each
 * pass over the rows, one round of expectation propagation refines every weight's prior, whose precision has a gamma belief of its
 * own. There is no step size and no hyper-parameter to tune.
 *
 * <p>A step is one pass over all rows in a new order. Passes after the first count the rows again: the paper does so to undo the
 * loss of the filter, and stops at 40. Hernandez-Lobato and Adams (2015), "Probabilistic Backpropagation for Scalable Learning of
 * Bayesian Neural Networks".
 */
public final class ProbabilisticBackpropagation implements InferenceAlgorithm<ProbabilisticBackpropagation.State> {

    /** Passes over the rows in the paper's experiments. */
    public static final int PASSES = 40;

    private final RegressionData data;
    private final Options options;
    private final int[] widths;

    private ProbabilisticBackpropagation(RegressionData data, Options options) {
        this.data = data;
        this.options = options;
        this.widths = IntStream.concat(
                        IntStream.concat(IntStream.of(data.columns()), Arrays.stream(options.hidden)), IntStream.of(1))
                .toArray();
    }

    /**
     * On these rows, which should be standardised.
     *
     * @param data inputs and targets with mean 0 and standard deviation 1 in every column
     */
    public static ProbabilisticBackpropagation of(RegressionData data, Options options) {
        return new ProbabilisticBackpropagation(data, options);
    }

    /**
     * What the paper leaves open.
     *
     * @param hidden units per hidden layer, first layer first
     * @param weights the belief over the precision of the weights' prior
     * @param noise the belief over the precision of the targets' noise
     */
    public record Options(int[] hidden, GammaBelief weights, GammaBelief noise) {

        public Options {
            if (hidden.length == 0 || Arrays.stream(hidden).anyMatch(units -> units < 1)) {
                throw new IllegalArgumentException("hidden units are " + Arrays.toString(hidden)
                        + "; there must be at least one layer, each of at least 1");
            }
        }

        /** The paper's: one layer of 50, gamma beliefs of shape 6 and rate 6. */
        public static Options withDefaults() {
            return new Options(new int[] {50}, new GammaBelief(6, 6), new GammaBelief(6, 6));
        }

        public Options withHidden(int... units) {
            return new Options(units.clone(), weights, noise);
        }

        public Options withWeights(GammaBelief belief) {
            return new Options(hidden, belief, noise);
        }

        public Options withNoise(GammaBelief belief) {
            return new Options(hidden, weights, belief);
        }
    }

    /** Beliefs after some passes. */
    public static final class State implements io.credence.bnn.inference.State {

        private final long step;
        private final Key key;
        private final WeightBeliefs weights;
        private final GammaBelief noise;

        State(long step, Key key, WeightBeliefs weights, GammaBelief noise) {
            this.step = step;
            this.key = key;
            this.weights = weights;
            this.noise = noise;
        }

        @Override
        public long step() {
            return step;
        }

        @Override
        public Tensors save() {
            return new Progress(step, key)
                    .save()
                    .with("means", weights.means)
                    .with("variances", weights.variances)
                    .with("factors", weights.factors)
                    .with("prior", weights.prior.shape(), weights.prior.rate())
                    .with("noise", noise.shape(), noise.rate());
        }
    }

    @Override
    public State init(Key key) {
        int size = MomentPass.size(widths);
        ZigguratSampler gaussian =
                ZigguratSampler.NormalizedGaussian.of(key.child(0).generator());
        double[] means = new double[size];
        int at = 0;
        for (int l = 1; l < widths.length; l++) {
            for (int i = 0; i < widths[l] * (widths[l - 1] + 1); i++) {
                means[at++] = gaussian.sample() / Math.sqrt(widths[l - 1] + 1);
            }
        }
        double[] variances = new double[size];
        Arrays.fill(variances, options.weights.variance());
        double[][] factors = new double[4][size];
        Arrays.fill(factors[0], 1 / options.weights.variance());
        return new State(0, key, new WeightBeliefs(means, variances, factors, options.weights), options.noise);
    }

    @Override
    public Step<State> step(State state) {
        WeightBeliefs weights = copy(state.weights);
        GammaBelief noise = state.noise;
        MomentPass pass = new MomentPass(widths);
        double evidence = 0;
        for (int row : order(state.key.child(state.step + 1).generator())) {
            pass.forward(data.inputs()[row], weights.means, weights.variances);
            double error = data.targets()[row] - pass.mean();
            double spread = pass.variance();
            evidence += logGaussian(error, noise.variance() + spread);
            filter(weights, pass, error, noise.variance() + spread);
            noise = noise.after(s -> logGaussian(error, s + spread));
        }
        weights.refinePriors();
        requireFinite(state.step + 1, evidence);
        State next = new State(state.step + 1, state.key, weights, noise);
        Info info = Info.of(next.step, evidence, data.rows())
                .with("noise_variance", noise.variance())
                .with("prior_variance", weights.prior.variance());
        return new Step<>(next, info);
    }

    @Override
    public PbpPosterior posterior(State state) {
        return new PbpPosterior(widths, state.weights.means, state.weights.variances, state.noise);
    }

    @Override
    public State restore(Tensors saved) {
        int size = MomentPass.size(widths);
        double[] prior = saved.get("prior", 2);
        double[] noise = saved.get("noise", 2);
        WeightBeliefs weights = new WeightBeliefs(
                saved.get("means", size),
                saved.get("variances", size),
                saved.get("factors", 4, size),
                new GammaBelief(prior[0], prior[1]));
        Progress progress = Progress.restore(saved);
        return new State(progress.step(), progress.key(), weights, new GammaBelief(noise[0], noise[1]));
    }

    private static void filter(WeightBeliefs weights, MomentPass pass, double error, double variance) {
        double byMean = error / variance;
        double byVariance = 0.5 * (byMean * byMean - 1 / variance);
        pass.backward(byMean, byVariance, weights.means, weights.variances);
        weights.absorb(pass.meanGradient, pass.varianceGradient);
    }

    private int[] order(UniformRandomProvider random) {
        int[] order = PermutationSampler.natural(data.rows());
        PermutationSampler.shuffle(random, order);
        return order;
    }

    private static WeightBeliefs copy(WeightBeliefs weights) {
        return new WeightBeliefs(weights.means, weights.variances, weights.factors, weights.prior);
    }

    private static double logGaussian(double error, double variance) {
        return -0.5 * (Math.log(2 * Math.PI * variance) + error * error / variance);
    }

    private static void requireFinite(long step, double evidence) {
        if (!Double.isFinite(evidence)) {
            throw new IllegalStateException("log evidence is " + evidence + " after step " + step
                    + ". Maybe the features or targets are not scaled to mean 0 and standard deviation 1?");
        }
    }
}
