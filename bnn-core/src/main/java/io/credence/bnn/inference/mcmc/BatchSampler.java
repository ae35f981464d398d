package io.credence.bnn.inference.mcmc;

import io.credence.bnn.density.DataDensity;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Step;
import io.credence.bnn.inference.mcmc.Walkers.Motion;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.StoredDraws;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.CombinationSampler;

/**
 * What SGLD and SGHMC share. Burn-in climbs with Adam, then estimates {@code V}, the mean square of each coordinate's batch gradient;
 * after it V stands still, so that sampling preconditioned by {@code 1 / V} needs no correction for its change. In units of {@code
 * 1 / V} a step size has no units, and the batch's noise is at most the whole of the gradient, which bounds the bias.
 *
 * <p>All chains see the same batch and share its evaluation; what noise is injected is each one's own.
 */
public abstract sealed class BatchSampler implements InferenceAlgorithm<Walkers> permits Sghmc, Sgld {

    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double SCALE_DECAY = 0.99;

    private final DataDensity target;
    private final BatchOptions options;

    BatchSampler(DataDensity target, BatchOptions options) {
        this.target = target;
        this.options = options;
    }

    /** Moves one chain in place, given its gradient, 1 / V and fresh standard normal noise. */
    abstract void move(double[] position, double[] velocity, double[] gradient, double[] inverse, double[] noise);

    @Override
    public final Walkers init(Key key) {
        Starts starts = Starts.find(target, options.chains(), options.radius(), key.child(0));
        int chains = options.chains();
        int dimension = target.dimension();
        Motion still =
                new Motion(starts.places().positions(), new double[chains][dimension], new double[chains][dimension]);
        return new Walkers(0, key, still, Kept.NONE);
    }

    @Override
    public final Step<Walkers> step(Walkers state) {
        long step = state.step() + 1;
        Key key = state.key().child(step);
        double[][] gradients = new double[options.chains()][target.dimension()];
        double value =
                evaluate(step, state.motion().positions(), batch(key.child(0).generator()), gradients);
        Motion motion = step <= climb()
                ? climbed(state.motion(), gradients, step)
                : sampled(state.motion(), gradients, step, key.child(1));
        boolean keeps = step > options.burnIn() && (step - options.burnIn()) % options.thin() == 0;
        Kept kept = keeps ? state.kept().with(motion.positions()) : state.kept();
        return new Step<>(new Walkers(step, state.key(), motion, kept), Info.of(step, value, options.chains()));
    }

    @Override
    public final StoredDraws posterior(Walkers state) {
        return state.kept().posterior(options.chains());
    }

    @Override
    public final Walkers restore(Tensors saved) {
        return Walkers.restore(saved, options.chains(), target.dimension());
    }

    private long climb() {
        return options.burnIn() / 2;
    }

    private int[] batch(UniformRandomProvider random) {
        return options.batch() >= target.rows()
                ? IntStream.range(0, target.rows()).toArray()
                : new CombinationSampler(random, target.rows(), options.batch()).sample();
    }

    /** Writes gradients and returns the mean log density of the chains. */
    private double evaluate(long step, double[][] positions, int[] rows, double[][] gradients) {
        double[] values = new double[positions.length];
        double[] prior = new double[positions.length];
        double[][] ofPrior = new double[positions.length][target.dimension()];
        target.likelihood(rows).evaluate(positions, values, gradients);
        target.prior().evaluate(positions, prior, ofPrior);
        for (int c = 0; c < positions.length; c++) {
            values[c] += prior[c];
            Matrices.axpy(1, ofPrior[c], gradients[c]);
            refuse(step, c, values[c] + Arrays.stream(gradients[c]).sum());
        }
        return Arrays.stream(values).average().orElseThrow();
    }

    private static void refuse(long step, int chain, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("log density or gradient of chain " + chain + " is not finite at step "
                    + step + ": they add up to " + value + ". Maybe the step size or the ascent is too large?");
        }
    }

    /** Adam (Kingma and Ba 2015), its step falling to 0. */
    private Motion climbed(Motion motion, double[][] gradients, long step) {
        double rate = options.ascent() * (1 - (double) (step - 1) / climb());
        Motion next = copy(motion);
        for (int c = 0; c < gradients.length; c++) {
            for (int j = 0; j < target.dimension(); j++) {
                double g = gradients[c][j];
                double first = next.velocities()[c][j] = average(FIRST_DECAY, motion.velocities()[c][j], g);
                double second = next.squares()[c][j] = average(SECOND_DECAY, motion.squares()[c][j], g * g);
                double root = Math.sqrt(second / (1 - Math.pow(SECOND_DECAY, step)));
                next.positions()[c][j] += rate * first / (1 - Math.pow(FIRST_DECAY, step)) / (root + 1e-12);
            }
        }
        return step < climb() ? next : rested(next);
    }

    /** Where sampling starts: no velocity, and squares without the climb's bias. */
    private Motion rested(Motion climbed) {
        double share = 1 - Math.pow(SECOND_DECAY, climb());
        for (double[] squares : climbed.squares()) {
            Arrays.setAll(squares, j -> squares[j] / share);
        }
        return new Motion(climbed.positions(), new double[options.chains()][target.dimension()], climbed.squares());
    }

    private Motion sampled(Motion motion, double[][] gradients, long step, Key key) {
        Motion next = copy(motion);
        if (step <= options.burnIn()) {
            for (int c = 0; c < gradients.length; c++) {
                double[] g = gradients[c];
                double[] squares = next.squares()[c];
                Arrays.setAll(squares, j -> average(SCALE_DECAY, squares[j], g[j] * g[j]));
            }
        }
        double[] inverse = inverse(next.squares());
        for (int c = 0; c < gradients.length; c++) {
            double[] noise =
                    HamiltonianSampler.noise(inverse.length, key.child(c).generator());
            move(next.positions()[c], next.velocities()[c], gradients[c], inverse, noise);
        }
        return next;
    }

    /** {@code 1 / V}, V the mean over chains; where no gradient ever was, 1. */
    private static double[] inverse(double[][] squares) {
        double[] inverse = new double[squares[0].length];
        for (int j = 0; j < inverse.length; j++) {
            int column = j;
            double mean = Arrays.stream(squares)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            inverse[j] = mean > 0 ? 1 / mean : 1;
        }
        return inverse;
    }

    private static double average(double decay, double old, double now) {
        return decay * old + (1 - decay) * now;
    }

    private static Motion copy(Motion motion) {
        return new Motion(
                Matrices.copy(motion.positions()), Matrices.copy(motion.velocities()), Matrices.copy(motion.squares()));
    }
}
