package io.credence.bnn.inference.laplace;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Step;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.GaussianPosterior;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Laplace's approximation: {@code N(m, P^-1)} with m the posterior's maximum and P the curvature of minus its log density there. A step
 * is one step of the climb; {@link #posterior} measures the curvature, and refuses a point that is no maximum.
 *
 * <p>Where the log posterior is quadratic it is exact. A step costs its point gradients; the Hessian two per dimension, once.
 */
public final class Laplace implements InferenceAlgorithm<Laplace.State> {

    private final LogDensity target;
    private final Options options;

    private Laplace(LogDensity target, Options options) {
        this.target = target;
        this.options = options;
    }

    public static Laplace of(LogDensity target, Options options) {
        return new Laplace(target, options);
    }

    /**
     * What to keep and how to climb.
     *
     * @param structure of the Gaussian's precision
     * @param curvature ignored by {@link Structure.Kronecker}, which is of Gauss-Newton kind
     * @param optimiser of the climb
     * @param start the point to start from, as one that was trained; empty: drawn near 0
     * @param tolerance nats that a Newton step may still promise at what counts as the maximum
     */
    public record Options(
            Structure structure, Curvature curvature, Optimiser optimiser, double[] start, double tolerance) {

        private static final double START_SD = 0.1;

        public Options {
            if (!(tolerance > 0)) {
                throw new IllegalArgumentException("tolerance is " + tolerance + " nats; it must be above 0");
            }
        }

        public static Options withDefaults() {
            return new Options(
                    new Structure.Full(), Curvature.HESSIAN, new LimitedMemoryBfgs(10), new double[0], 0.001);
        }

        public Options withStructure(Structure kept) {
            return new Options(kept, curvature, optimiser, start, tolerance);
        }

        public Options withCurvature(Curvature kind) {
            return new Options(structure, kind, optimiser, start, tolerance);
        }

        public Options withOptimiser(Optimiser climber) {
            return new Options(structure, curvature, climber, start, tolerance);
        }

        public Options withStart(double... point) {
            return new Options(structure, curvature, optimiser, point.clone(), tolerance);
        }

        public Options withTolerance(double nats) {
            return new Options(structure, curvature, optimiser, start, nats);
        }
    }

    /** A point of the climb. */
    public static final class State implements io.credence.bnn.inference.State {

        private final long step;
        private final Climb climb;

        State(long step, Climb climb) {
            this.step = step;
            this.climb = climb;
        }

        @Override
        public long step() {
            return step;
        }

        /** The point reached, {@code [dimension]}. */
        public double[] point() {
            return climb.point().clone();
        }

        @Override
        public Tensors save() {
            return Tensors.empty()
                    .with("step", step)
                    .with("point", climb.point())
                    .with("value", climb.value())
                    .with("gradient", climb.gradient())
                    .with("memory", climb.memory())
                    .with("used", climb.used());
        }
    }

    @Override
    public State init(Key key) {
        return new State(0, Climb.from(target, start(key), options.optimiser.memory()));
    }

    @Override
    public Step<State> step(State state) {
        long number = state.step + 1;
        Climb climb = options.optimiser.step(target, state.climb, number);
        if (!climb.finite()) {
            throw new IllegalStateException("log density is " + climb.value() + " after step " + number
                    + ". Maybe the optimiser's rate is too large?");
        }
        Info info = Info.of(number, climb.value(), climb.gradients())
                .with("gradient_norm", Math.sqrt(Climb.square(climb.gradient())));
        return new Step<>(new State(number, climb), info);
    }

    /** @throws IllegalStateException when the state's point is no maximum, with the reason */
    @Override
    public GaussianPosterior posterior(State state) {
        double[] point = state.climb.point();
        Precision precision = options.structure.precision(target, options.curvature, point);
        double gain = 0.5 * Matrices.dot(state.climb.gradient(), precision.solve(state.climb.gradient()));
        if (!(gain <= options.tolerance)) {
            throw new IllegalStateException(
                    "the point after " + state.step + " steps is no maximum: a Newton step would"
                            + " still gain " + gain + " nats, and at most " + options.tolerance
                            + " are allowed. Maybe take more steps, or climb with L-BFGS?");
        }
        return precision.around(point);
    }

    /**
     * Laplace's estimate of {@code log p(data)} in nats, {@code log p(data, m) + (n log 2 pi - log det P) / 2}, where the target's log
     * density is normalised as a joint density.
     */
    public double logEvidence(State state) {
        return state.climb.value() - posterior(state).logDensity(state.climb.point());
    }

    @Override
    public State restore(Tensors saved) {
        int n = target.dimension();
        Climb climb = new Climb(
                saved.get("point", n),
                saved.get("value", 1)[0],
                saved.get("gradient", n),
                saved.get("memory", options.optimiser.memory(), n),
                (int) saved.get("used", 1)[0],
                0);
        return new State((long) saved.get("step", 1)[0], climb);
    }

    private double[] start(Key key) {
        if (options.start.length == target.dimension()) {
            return options.start.clone();
        }
        if (options.start.length > 0) {
            throw new IllegalArgumentException(
                    "start has length " + options.start.length + "; the target has dimension " + target.dimension());
        }
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[] point = new double[target.dimension()];
        for (int i = 0; i < point.length; i++) {
            point[i] = Options.START_SD * gaussian.sample();
        }
        return point;
    }
}
