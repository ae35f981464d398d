package io.credence.bnn.inference.flow;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.optimiser.Adam;
import io.credence.bnn.posterior.flow.Flow;
import io.credence.bnn.posterior.flow.FlowPosterior;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Variational inference with a normalizing flow: Adam on reparameterised gradients of {@code E[b log p(T(e)) + log |det T'(e)|]}, e
 * standard normal. The weight b of the density rises from a start to 1 over the first steps, so that the flow spreads over several
 * modes before it settles: a flow that starts in one mode stays there.
 *
 * <p>Rezende and Mohamed (2015), "Variational Inference with Normalizing Flows", section 6.1 for the annealing.
 */
public final class FlowInference implements InferenceAlgorithm<FlowInference.State> {

    private final LogDensity target;
    private final Flow flow;
    private final Options options;

    private FlowInference(LogDensity target, Flow flow, Options options) {
        this.target = target;
        this.flow = flow;
        this.options = options;
    }

    /**
     * A flow on a target of the same dimension.
     *
     * @throws IllegalArgumentException when dimensions differ
     */
    public static FlowInference of(LogDensity target, Flow flow, Options options) {
        if (flow.dimension() != target.dimension()) {
            throw new IllegalArgumentException(
                    "the flow has dimension " + flow.dimension() + "; the target has " + target.dimension());
        }
        return new FlowInference(target, flow, options);
    }

    /**
     * How to climb.
     *
     * @param steps over which the rate falls, at least 1
     * @param draws in each step, at least 1
     * @param rate of Adam at the first step, above 0; it falls to a hundredth along half a cosine
     * @param start the density's first weight b, above 0, at most 1
     * @param annealing share of the steps until b is 1, 0 to 1
     * @param clip the gradient's largest norm, above 0
     */
    public record Options(long steps, int draws, double rate, double start, double annealing, double clip) {

        public Options {
            if (steps < 1 || draws < 1 || !(rate > 0) || !(clip > 0)) {
                throw new IllegalArgumentException("flow inference has " + steps + " steps, " + draws + " draws, rate "
                        + rate + " and clip " + clip + "; all must be above 0");
            }
            if (!(start > 0 && start <= 1 && annealing >= 0 && annealing <= 1)) {
                throw new IllegalArgumentException("annealing starts at " + start + " and takes " + annealing
                        + " of the steps; allowed are above 0 to 1, and 0 to 1");
            }
        }

        public static Options withDefaults() {
            return new Options(3000, 16, 0.01, 0.1, 0.5, 100);
        }

        public Options withSteps(long changed) {
            return new Options(changed, draws, rate, start, annealing, clip);
        }

        public Options withDraws(int changed) {
            return new Options(steps, changed, rate, start, annealing, clip);
        }

        public Options withRate(double changed) {
            return new Options(steps, draws, changed, start, annealing, clip);
        }

        /** From this weight of the density to 1 over this share of the steps. */
        public Options withAnnealing(double from, double share) {
            return new Options(steps, draws, rate, from, share, clip);
        }

        double weight(long step) {
            double done = annealing == 0 ? 1 : Math.min(1, step / (annealing * steps));
            return start + (1 - start) * done;
        }

        double rate(long step) {
            double done = Math.min(1, (double) step / steps);
            return rate * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * done)));
        }
    }

    /**
     * Parameters and Adam's moments.
     *
     * @param parameters of the flow
     * @param first Adam's moment
     * @param second Adam's moment
     */
    public record State(long step, Key key, double[] parameters, double[] first, double[] second)
            implements io.credence.bnn.inference.State {

        @Override
        public Tensors save() {
            return new Progress(step, key)
                    .save()
                    .with("parameters", parameters)
                    .with("first", first)
                    .with("second", second);
        }
    }

    @Override
    public State init(Key key) {
        State state = new State(0, key, flow.initial(key.child(0)), new double[flow.size()], new double[flow.size()]);
        Bound bound = bound(state, 1);
        if (!bound.finite()) {
            throw new IllegalArgumentException(
                    "evidence lower bound at the start is " + bound.value
                            + ", or its gradient is not finite. Maybe the data hold NaN, or the start lies outside the support?");
        }
        return state;
    }

    @Override
    public Step<State> step(State state) {
        long step = state.step + 1;
        double weight = options.weight(step);
        Bound bound = bound(state, weight);
        if (!bound.finite()) {
            throw new IllegalStateException("evidence lower bound is " + bound.value + " at step " + step
                    + ", or its gradient is not finite. Maybe a smaller rate, or more draws?");
        }
        Info info =
                Info.of(step, bound.value, options.draws).with("weight", weight).with("rate", options.rate(step));
        return new Step<>(ascended(state, bound.gradient), info);
    }

    @Override
    public FlowPosterior posterior(State state) {
        return FlowPosterior.of(flow, state.parameters);
    }

    @Override
    public State restore(Tensors saved) {
        Progress progress = Progress.restore(saved);
        return new State(
                progress.step(),
                progress.key(),
                saved.get("parameters", flow.size()),
                saved.get("first", flow.size()),
                saved.get("second", flow.size()));
    }

    /** Runs the options' steps. */
    public State run(Key key) {
        return run(key, options.steps);
    }

    /** The value is the bound itself, whatever the weight; the gradient is that of the weighted one. */
    private Bound bound(State state, double weight) {
        Flow.Pass[] passes = passes(state);
        double[][] points = Arrays.stream(passes).map(Flow.Pass::point).toArray(double[][]::new);
        double[] values = new double[points.length];
        double[][] scores = new double[points.length][flow.dimension()];
        target.evaluate(points, values, scores);
        double value = 0;
        double[] gradient = new double[flow.size()];
        for (int d = 0; d < passes.length; d++) {
            value += (values[d] - passes[d].logDensity()) / passes.length;
            double[] by = Arrays.stream(scores[d]).map(g -> weight * g).toArray();
            flow.backward(state.parameters, passes[d], by, gradient);
        }
        return new Bound(
                value, Arrays.stream(gradient).map(g -> g / passes.length).toArray());
    }

    private Flow.Pass[] passes(State state) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(
                state.key.child(state.step + 1).generator());
        Flow.Pass[] passes = new Flow.Pass[options.draws];
        for (int d = 0; d < passes.length; d++) {
            double[] noise = new double[flow.dimension()];
            Arrays.setAll(noise, i -> gaussian.sample());
            passes[d] = flow.forward(state.parameters, noise);
        }
        return passes;
    }

    private State ascended(State state, double[] gradient) {
        long step = state.step + 1;
        double share = Math.min(
                1,
                options.clip / Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum()));
        double[] clipped = Arrays.stream(gradient).map(g -> share * g).toArray();
        Adam adam = new Adam(state.first, state.second).after(clipped);
        double[] parameters = adam.ascend(state.parameters, options.rate(step), step);
        return new State(step, state.key, parameters, adam.first(), adam.second());
    }

    private record Bound(double value, double[] gradient) {
        boolean finite() {
            return Double.isFinite(value)
                    && Double.isFinite(Arrays.stream(gradient).sum());
        }
    }
}
