package io.credence.bnn.inference.amortised;

import io.credence.bnn.inference.Info;
import io.credence.bnn.optimiser.Adam;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Trains an {@link InferenceNetwork} on simulated data sets, by Adam on {@code E[log q(parameters | summary)]} over the joint distribution:
 * the mean over data sets of minus KL(posterior || q), up to a constant, so that the optimum has each posterior's moments. No
 * likelihood is evaluated, and none for a new data set either.
 *
 * <p>Papamakarios and Murray (2016), "Fast epsilon-free Inference of Simulation Models with Bayesian Conditional Density Estimation".
 */
public final class AmortisedInference {

    private static final int SCALING_DRAWS = 1000;

    private AmortisedInference() {}

    /**
     * How to train.
     *
     * @param hidden units
     * @param steps of Adam
     * @param batch data sets simulated in each step
     * @param rate of the first step; it falls to 0 along half a cosine
     */
    public record Options(int hidden, int steps, int batch, double rate) {

        public Options {
            if (hidden < 1 || steps < 1 || batch < 1 || !(rate > 0)) {
                throw new IllegalArgumentException("amortised inference has " + hidden + " hidden units, " + steps
                        + " steps, a batch of " + batch + " and rate " + rate + "; all must be above 0");
            }
        }

        public static Options withDefaults() {
            return new Options(32, 2000, 32, 0.003);
        }

        public Options withSteps(int changed) {
            return new Options(hidden, changed, batch, rate);
        }
    }

    /**
     * Trains.
     *
     * @param listener told of each step: the objective is the batch's mean log density, in nats
     * @throws IllegalStateException when it stops being finite
     */
    public static InferenceNetwork train(Simulator simulator, Options options, Key key, Consumer<Info> listener) {
        InferenceNetwork start = start(simulator, options, key.child(0));
        Fit fit = new Fit(start, options);
        for (int step = 1; step <= options.steps; step++) {
            double value = fit.step(simulator, key.child(step), step);
            if (!Double.isFinite(value)) {
                throw new IllegalStateException("mean log density is " + value + " at step " + step
                        + ". Maybe the summaries are not finite, or the rate is too large?");
            }
            listener.accept(Info.of(step, value, options.batch));
        }
        return start.copy();
    }

    /** Scales each number of the summary by its moments over some data sets; output weights start at 0. */
    private static InferenceNetwork start(Simulator simulator, Options options, Key key) {
        Simulator.Simulated first = simulator.draw(key);
        int length = first.summary().length;
        double[] centre = new double[length];
        double[] square = new double[length];
        for (int d = 0; d < SCALING_DRAWS; d++) {
            double[] summary = simulator.draw(key.child(d)).summary();
            for (int j = 0; j < length; j++) {
                centre[j] += summary[j] / SCALING_DRAWS;
                square[j] += summary[j] * summary[j] / SCALING_DRAWS;
            }
        }
        double[] scale = new double[length];
        Arrays.setAll(scale, j -> Math.max(Math.sqrt(Math.max(square[j] - centre[j] * centre[j], 0)), 1e-8));
        ZigguratSampler gaussian =
                ZigguratSampler.NormalizedGaussian.of(key.child(-1).generator());
        int dimension = first.parameters().length;
        double[] weights = new double[InferenceNetwork.size(dimension, options.hidden, length)];
        for (int i = 0; i < options.hidden * (length + 1); i++) {
            weights[i] = gaussian.sample() / Math.sqrt(length);
        }
        return new InferenceNetwork(dimension, options.hidden, centre, scale, weights);
    }

    /** A network whose weights change in place, and Adam's moments. */
    private static final class Fit {

        private final InferenceNetwork network;
        private final double[] weights;
        private final Options options;
        private Adam adam;

        Fit(InferenceNetwork network, Options options) {
            this.network = network;
            this.options = options;
            this.weights = network.weights;
            this.adam = Adam.atRest(weights.length);
        }

        double step(Simulator simulator, Key key, int step) {
            double[] gradient = new double[weights.length];
            double value = 0;
            for (int b = 0; b < options.batch; b++) {
                value += network.logDensity(simulator.draw(key.child(b)), gradient) / options.batch;
            }
            double rate = options.rate * 0.5 * (1 + Math.cos(Math.PI * (step - 1) / options.steps));
            adam = adam.after(
                    Arrays.stream(gradient).map(g -> g / options.batch).toArray());
            System.arraycopy(adam.ascend(weights, rate, step), 0, weights, 0, weights.length);
            return value;
        }
    }
}
