package io.credence.bnn.inference.continual;

import io.credence.bnn.density.LogDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.linalg.Cholesky;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The full-covariance Gaussian of highest evidence lower bound by natural gradients: at the optimum {@code P = -E[H]} and {@code E[g] =
 * 0}. A step goes a share s of the way, {@code P' = P - s (E[H] + P)} and {@code m' = m + s P'^-1 E[g]}, the first of 1, 1/2, 1/4 ... at
 * which P' is a precision and the bound rises; with none the state stays. Expectations are by cubature, so that a step has no noise
 * and a few suffice.
 *
 * <p>Khan and Rue (2023), "The Bayesian Learning Rule", with a line search in place of its step sizes. For tens of dimensions.
 */
public final class VariationalNewton implements InferenceAlgorithm<VariationalNewton.State> {

    private static final double START_SD = 0.1;

    /** A mean moves at most this many standard deviations per root of the dimension in one step. */
    private static final double LONGEST = 2;

    private static final int MOST_HALVINGS = 30;

    private final LogDensity target;

    private VariationalNewton(LogDensity target) {
        this.target = target;
    }

    public static VariationalNewton of(LogDensity target) {
        return new VariationalNewton(target);
    }

    /**
     * A Gaussian.
     *
     * @param mean m, {@code [dimension]}
     * @param precision P, {@code [dimension][dimension]}
     */
    public record State(long step, Key key, double[] mean, double[][] precision)
            implements io.credence.bnn.inference.State {

        @Override
        public Tensors save() {
            return new Progress(step, key).save().with("mean", mean).with("precision", precision);
        }
    }

    /** Near 0, a tenth wide. */
    @Override
    public State init(Key key) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[] mean = new double[target.dimension()];
        Arrays.setAll(mean, i -> START_SD * gaussian.sample());
        double[] precision = new double[mean.length];
        Arrays.fill(precision, 1 / (START_SD * START_SD));
        return start(new State(0, key, mean, Matrices.diagonal(precision)));
    }

    /**
     * In the middle of a Gaussian that is known, such as yesterday's posterior, and a tenth as wide: a wide start would reach where the
     * density is not nearly quadratic.
     */
    public State init(Key key, FullGaussian from) {
        double[][] wide = from.factor().inverse();
        double[][] narrow = Matrices.add(wide, 1 / (START_SD * START_SD) - 1, wide);
        return start(new State(0, key, from.mean(), narrow));
    }

    @Override
    public Step<State> step(State state) {
        Cholesky factor = Cholesky.of(state.precision);
        Cubature expected = Cubature.of(target, state.mean, factor);
        if (!expected.finite()) {
            throw new IllegalStateException("expected log density is " + expected.value() + " at step "
                    + (state.step + 1) + ", or its derivatives are not finite. Maybe start nearer to the posterior?");
        }
        double bound = expected.value() + entropy(factor);
        double[][] lack = Matrices.add(state.precision, 1, expected.hessian());
        double share = 1;
        for (int tried = 1; tried <= MOST_HALVINGS; tried++, share /= 2) {
            Candidate candidate = candidate(state, lack, expected.gradient(), share);
            if (candidate.bound > bound) {
                State next = new State(state.step + 1, state.key, candidate.mean, candidate.precision);
                return new Step<>(next, info(next.step, candidate.bound, bound, tried, relative(lack, factor)));
            }
        }
        State same = new State(state.step + 1, state.key, state.mean, state.precision);
        return new Step<>(same, info(same.step, bound, bound, MOST_HALVINGS, relative(lack, factor)));
    }

    @Override
    public FullGaussian posterior(State state) {
        return FullGaussian.of(state.mean, Cholesky.of(state.precision).inverse());
    }

    @Override
    public State restore(Tensors saved) {
        int n = target.dimension();
        Progress progress = Progress.restore(saved);
        return new State(progress.step(), progress.key(), saved.get("mean", n), saved.get("precision", n, n));
    }

    private State start(State state) {
        double[] gradient = new double[target.dimension()];
        double value = target.evaluate(state.mean, gradient);
        if (!Double.isFinite(value + Arrays.stream(gradient).sum())) {
            throw new IllegalArgumentException("log density is " + value
                    + " at the start, or its gradient is not finite. Maybe the data hold NaN?");
        }
        return state;
    }

    /** Its bound is minus infinity where the precision is none. */
    private Candidate candidate(State state, double[][] lack, double[] gradient, double share) {
        double[][] precision = Matrices.symmetrise(Matrices.add(state.precision, -share, lack));
        double[] mean = state.mean.clone();
        try {
            Cholesky factor = Cholesky.of(precision);
            double[] move = factor.solve(gradient);
            double longest = LONGEST * Math.sqrt(mean.length / Math.max(Matrices.dot(move, gradient), 1e-300));
            Matrices.axpy(Math.min(share, longest), move, mean);
            return new Candidate(
                    mean, precision, Cubature.of(target, mean, factor).value() + entropy(factor));
        } catch (IllegalArgumentException indefinite) {
            return new Candidate(mean, precision, Double.NEGATIVE_INFINITY);
        }
    }

    /** Gain is in nats; lack is how far the precision was from its optimum before the step, as a share of itself. */
    private Info info(long step, double bound, double before, int tried, double lack) {
        return Info.of(step, bound, 2L * target.dimension() * (1 + tried))
                .with("gain", bound - before)
                .with("lack", lack);
    }

    /** The largest element, in units of the standard deviations. */
    private static double relative(double[][] lack, Cholesky precision) {
        double[][] covariance = precision.inverse();
        double most = 0;
        for (int i = 0; i < lack.length; i++) {
            for (int j = 0; j < lack.length; j++) {
                most = Math.max(most, Math.abs(lack[i][j]) * Math.sqrt(covariance[i][i] * covariance[j][j]));
            }
        }
        return most;
    }

    private record Candidate(double[] mean, double[][] precision, double bound) {}

    private static double entropy(Cholesky precision) {
        return 0.5 * (precision.size() * (1 + Math.log(2 * Math.PI)) - precision.logDeterminant());
    }
}
