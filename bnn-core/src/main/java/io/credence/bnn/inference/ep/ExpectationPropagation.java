package io.credence.bnn.inference.ep;

import io.credence.bnn.density.LastLayer;
import io.credence.bnn.distribution.GaussHermite;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Expectation propagation for a linear last layer of one output under a Gaussian prior: linear regression, exactly; Student-t, probit
 * and other likelihoods of one output by quadrature.
 *
 * <p>A step is one sweep over the rows in a new order. Row n's site {@code exp(b f - a f^2 / 2)}, {@code f = x_n'w}, is taken out of
 * the marginal {@code N(f | m, v)}, the row's true likelihood put in, and the site set so that mean and variance agree, of which a
 * share (the damping) is done. A heavy-tailed likelihood may ask for a negative precision a: it is kept while what remains is a
 * distribution, and the row is skipped for this sweep where it is not. The objective is EP's estimate of the log evidence, exact for
 * a Gaussian likelihood.
 *
 * <p>Minka (2001), "Expectation Propagation for Approximate Bayesian Inference"; for negative precisions Jylanki, Vanhatalo and Vehtari
 * (2011), "Robust Gaussian Process Regression with a Student-t Likelihood".
 */
public final class ExpectationPropagation implements InferenceAlgorithm<ExpectationPropagation.State> {

    /** A marginal's variance may grow to this many times itself by one update. */
    private static final double MOST_GROWTH = 10;

    /** Under this share of the marginal's precision, what other rows and the prior say is lost in rounding. */
    private static final double LEAST_CAVITY = 1e-10;

    private final LastLayer target;
    private final Options options;
    private final GaussianPrior prior;
    private final double[][] features;
    private final double[] targets;

    private ExpectationPropagation(LastLayer target, Options options) {
        this.target = target;
        this.options = options;
        this.prior = GaussianPrior.of(target.prior());
        this.features = target.data().inputs();
        this.targets = target.data().targets();
    }

    /**
     * On this layer.
     *
     * @throws IllegalArgumentException when it has more than one output, or a prior that is no Gaussian
     */
    public static ExpectationPropagation of(LastLayer target, Options options) {
        if (target.rowLikelihood().outputs() != 1) {
            throw new IllegalArgumentException(
                    "the layer has " + target.rowLikelihood().outputs()
                            + " outputs; expectation propagation here takes one. Maybe fix the scale, or use Laplace?");
        }
        return new ExpectationPropagation(target, options);
    }

    /**
     * How to sweep.
     *
     * @param damping the share of each update that is done, above 0, at most 1
     * @param nodes of the quadrature, 1 to {@link GaussHermite#MAX}
     */
    public record Options(double damping, int nodes) {

        public Options {
            if (!(damping > 0 && damping <= 1)) {
                throw new IllegalArgumentException("damping is " + damping + "; it must be above 0 and at most 1");
            }
            if (nodes < 1 || nodes > GaussHermite.MAX) {
                throw new IllegalArgumentException("nodes are " + nodes + "; allowed are 1 to " + GaussHermite.MAX);
            }
        }

        public static Options withDefaults() {
            return new Options(0.8, 48);
        }

        public Options withDamping(double share) {
            return new Options(share, nodes);
        }

        public Options withNodes(int count) {
            return new Options(damping, count);
        }
    }

    /**
     * The sites.
     *
     * @param precisions a, {@code [rows]}
     * @param shifts b, {@code [rows]}
     */
    public record State(long step, Key key, double[] precisions, double[] shifts)
            implements io.credence.bnn.inference.State {

        @Override
        public Tensors save() {
            return new Progress(step, key).save().with("precisions", precisions).with("shifts", shifts);
        }
    }

    /** Sites that say nothing. */
    @Override
    public State init(Key key) {
        return new State(0, key, new double[targets.length], new double[targets.length]);
    }

    @Override
    public Step<State> step(State state) {
        Sweep sweep = new Sweep(state);
        int[] order = PermutationSampler.natural(targets.length);
        PermutationSampler.shuffle(state.key.child(state.step + 1).generator(), order);
        for (int n : order) {
            sweep.refine(n);
        }
        State next = new State(state.step + 1, state.key, sweep.precisions, sweep.shifts);
        return new Step<>(next, sweep.info(next.step));
    }

    @Override
    public FullGaussian posterior(State state) {
        Approximation q = Approximation.of(prior, features, state.precisions, state.shifts);
        return FullGaussian.of(q.mean(), q.covariance());
    }

    @Override
    public State restore(Tensors saved) {
        Progress progress = Progress.restore(saved);
        return new State(
                progress.step(),
                progress.key(),
                saved.get("precisions", targets.length),
                saved.get("shifts", targets.length));
    }

    private double logPartition(double[] precisions, double[] shifts) {
        double[] shift = prior.shift().clone();
        for (int n = 0; n < shifts.length; n++) {
            for (int i = 0; i < shift.length; i++) {
                shift[i] += shifts[n] * features[n][i];
            }
        }
        return Approximation.of(prior, features, precisions, shifts).logPartition(shift);
    }

    private final class Sweep {

        private final GaussHermite rule = GaussHermite.of(options.nodes);
        private final double[] slope = new double[1];
        private final double[] precisions;
        private final double[] shifts;
        private final Approximation q;
        private double evidence;
        private double change;
        private int skipped;
        private int negative;

        Sweep(State state) {
            precisions = state.precisions.clone();
            shifts = state.shifts.clone();
            q = Approximation.of(prior, features, precisions, shifts);
            evidence = logPartition(precisions, shifts)
                    - logPartition(new double[targets.length], new double[targets.length]);
        }

        void refine(int n) {
            double v = q.variance(features[n]);
            double m = q.mean(features[n]);
            double cavity = 1 / v - precisions[n];
            if (!(v > 0 && cavity * v > LEAST_CAVITY)) {
                skipped++;
                return;
            }
            double cavityMean = (m / v - shifts[n]) / cavity;
            TiltedMoments tilted = tilted(targets[n], cavityMean, 1 / cavity);
            evidence += tilted.logEvidence() + partition(cavityMean, 1 / cavity) - partition(m, v);
            double narrowed = 1 / tilted.variances()[0];
            double precision = options.damping * (narrowed - cavity - precisions[n]);
            if (!tilted.valid() || !(1 + precision * v > 1 / MOST_GROWTH)) {
                skipped++;
                return;
            }
            double shift = options.damping * (tilted.means()[0] * narrowed - cavityMean * cavity - shifts[n]);
            move(n, precision, shift, v);
        }

        /** Begins where the cavity and the likelihood's local Gaussian meet. */
        private TiltedMoments tilted(double y, double mean, double variance) {
            double[] at = {mean};
            double narrow = 1 / (1 / variance + target.rowLikelihood().information(at)[0][0]);
            target.rowLikelihood().evaluate(y, at, slope);
            TiltedMoments start = new TiltedMoments(0, new double[] {mean + narrow * slope[0]}, new double[] {narrow});
            return TiltedMoments.of(
                    f -> target.rowLikelihood().evaluate(y, f, slope), at, new double[] {variance}, start, rule);
        }

        private void move(int n, double precision, double shift, double v) {
            q.move(features[n], precision, shift);
            precisions[n] += precision;
            shifts[n] += shift;
            change = Math.max(change, Math.max(Math.abs(precision) * v, Math.abs(shift) * Math.sqrt(v)));
            negative += precisions[n] < 0 ? 1 : 0;
        }

        /** Change is the largest of a site, in units of the marginal that it moves: under 1e-6 nothing moves any more. */
        Info info(long step) {
            return Info.of(step, evidence, 3L * rule.size())
                    .with("change", change)
                    .with("skipped", skipped)
                    .with("negative", negative);
        }

        private static double partition(double mean, double variance) {
            return 0.5 * (mean * mean / variance + Math.log(variance));
        }
    }
}
