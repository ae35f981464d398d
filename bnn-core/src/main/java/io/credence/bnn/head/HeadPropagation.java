package io.credence.bnn.head;

import io.credence.bnn.distribution.GaussHermite;
import io.credence.bnn.inference.InferenceAlgorithm;
import io.credence.bnn.inference.Info;
import io.credence.bnn.inference.Progress;
import io.credence.bnn.inference.Step;
import io.credence.bnn.inference.ep.Approximation;
import io.credence.bnn.inference.ep.GaussianPrior;
import io.credence.bnn.inference.ep.TiltedMoments;
import io.credence.bnn.likelihood.Baseline;
import io.credence.bnn.likelihood.HurdleStudentTRow;
import io.credence.bnn.linalg.Matrices;
import io.credence.bnn.posterior.BlockGaussian;
import io.credence.bnn.posterior.FullGaussian;
import io.credence.bnn.random.Key;
import io.credence.bnn.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Expectation propagation for a head whose degrees of freedom are held, independent between outputs and full within each.
 *
 * <p>A row's target of one horizon is two sites: whether the price moved, of the logit; by how much, of location and log scale. A
 * site {@code prod_k exp(b_k f_k - a_k f_k^2 / 2)} over its outputs {@code f_k = x'w_k} is taken out of their marginals, the true
 * likelihood put in, and means and variances made to agree (Minka 2001), of which the damping's share is done. Nothing is lost by
 * the independence to first order: the information of logit, location and log scale is diagonal.
 *
 * <p>A step is a sweep over all sites in a new order. One undamped sweep from sites that say nothing is assumed density filtering,
 * which is what probabilistic backpropagation (Hernandez-Lobato and Adams 2015) comes to on one layer.
 */
final class HeadPropagation implements InferenceAlgorithm<HeadPropagation.State> {

    private static final int NODES = 12;

    /** Any target off the atom: the logit's likelihood asks only that. */
    private static final double MOVED = 1;

    /** A marginal's variance may grow to this many times itself by one update. */
    private static final double MOST_GROWTH = 10;

    /** Under this share of the marginal's precision, what other rows and the prior say is lost in rounding. */
    private static final double LEAST_CAVITY = 1e-10;

    private final HeadDensity whole;
    private final GivenDfDensity target;
    private final double damping;
    private final HurdleStudentTRow[] likelihoods;
    private final GaussianPrior prior;

    private HeadPropagation(HeadDensity whole, GivenDfDensity target, double[] rawDf, double damping) {
        this.whole = whole;
        this.target = target;
        this.damping = damping;
        this.likelihoods = Arrays.stream(rawDf).mapToObj(HurdleStudentTRow::of).toArray(HurdleStudentTRow[]::new);
        this.prior = GaussianPrior.of(target.prior()).leading(whole.shape().width());
    }

    /**
     * On this head.
     *
     * @param rawDf held, {@code [horizons]}
     * @param priorSd of every weight and bias, above 0
     * @param damping the share of each update that is done, above 0, at most 1
     */
    static HeadPropagation of(HeadDensity whole, double[] rawDf, double priorSd, double damping) {
        if (!(damping > 0 && damping <= 1)) {
            throw new IllegalArgumentException("damping is " + damping + "; it must be above 0 and at most 1");
        }
        return new HeadPropagation(whole, whole.givenDf(rawDf, priorSd), rawDf, damping);
    }

    /** With these degrees of freedom the posterior is the whole head's. */
    GivenDfDensity target() {
        return target;
    }

    /**
     * The sites, by output (all horizons' logits, then locations, then log scales) and row.
     *
     * @param precisions a, {@code [outputs][rows]}
     * @param shifts b, {@code [outputs][rows]}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record State(long step, Key key, double[][] precisions, double[][] shifts)
            implements io.credence.bnn.inference.State {

        @Override
        public Tensors save() {
            return new Progress(step, key).save().with("precisions", precisions).with("shifts", shifts);
        }
    }

    @Override
    public State init(Key key) {
        whole.requireDensity();
        int outputs = whole.shape().outputs();
        return new State(0, key, new double[outputs][whole.rows()], new double[outputs][whole.rows()]);
    }

    @Override
    public Step<State> step(State state) {
        Sweep sweep = new Sweep(state);
        int horizons = whole.shape().horizons();
        int[] order = PermutationSampler.natural(whole.rows() * horizons);
        PermutationSampler.shuffle(state.key.child(state.step + 1).generator(), order);
        for (int site : order) {
            sweep.refine(site / horizons, site % horizons);
        }
        whole.count(sweep.evaluations);
        return new Step<>(
                new State(state.step + 1, state.key, sweep.precisions, sweep.shifts), sweep.info(state.step + 1));
    }

    @Override
    public BlockGaussian posterior(State state) {
        List<FullGaussian> blocks = new ArrayList<>();
        for (int output = 0; output < whole.shape().outputs(); output++) {
            Approximation q = approximation(state, output);
            blocks.add(FullGaussian.of(q.mean(), q.covariance()));
        }
        return BlockGaussian.of(blocks);
    }

    @Override
    public State restore(Tensors saved) {
        Progress progress = Progress.restore(saved);
        int outputs = whole.shape().outputs();
        return new State(
                progress.step(),
                progress.key(),
                saved.get("precisions", outputs, whole.rows()),
                saved.get("shifts", outputs, whole.rows()));
    }

    private Approximation approximation(State state, int output) {
        return Approximation.of(prior, whole.data().features(), state.precisions[output], state.shifts[output]);
    }

    private final class Sweep {

        private final GaussHermite rule = GaussHermite.of(NODES);
        private final double[] ignored = new double[HurdleStudentTRow.PARAMETERS];
        private final double[][] precisions;
        private final double[][] shifts;
        private final Approximation[] q;
        private double evidence;
        private double change;
        private int skipped;
        private long evaluations;

        Sweep(State state) {
            precisions = Matrices.copy(state.precisions);
            shifts = Matrices.copy(state.shifts);
            q = IntStream.range(0, precisions.length)
                    .mapToObj(output -> approximation(state, output))
                    .toArray(Approximation[]::new);
        }

        void refine(int row, int horizon) {
            double y = whole.data().targets()[row][horizon];
            if (Double.isNaN(y)) {
                return;
            }
            Baseline baseline = whole.data().baselines()[row][horizon];
            HurdleStudentTRow likelihood = likelihoods[horizon];
            refine(
                    row,
                    horizon,
                    new int[] {0},
                    f -> likelihood.evaluate(y == 0 ? 0 : MOVED, baseline, f[0], 0, 0, ignored));
            if (y != 0) {
                refine(row, horizon, new int[] {1, 2}, f -> likelihood.evaluate(y, baseline, 0, f[0], f[1], ignored));
            }
        }

        private void refine(int row, int horizon, int[] kinds, ToDoubleFunction<double[]> logLikelihood) {
            int[] outputs = Arrays.stream(kinds)
                    .map(kind -> kind * whole.shape().horizons() + horizon)
                    .toArray();
            Cavity cavity = Cavity.of(outputs, q, whole.data().features()[row], row, precisions, shifts);
            if (!cavity.valid()) {
                skipped++;
                return;
            }
            TiltedMoments start = new TiltedMoments(0, cavity.means(), cavity.variances());
            TiltedMoments tilted = TiltedMoments.of(logLikelihood, cavity.means(), cavity.variances(), start, rule);
            evaluations += (long) Math.pow(NODES, kinds.length);
            evidence += tilted.logEvidence();
            if (!tilted.valid()) {
                skipped++;
                return;
            }
            for (int k = 0; k < outputs.length; k++) {
                move(outputs[k], row, cavity, tilted, k);
            }
        }

        private void move(int output, int row, Cavity cavity, TiltedMoments tilted, int k) {
            double precision =
                    damping * (1 / tilted.variances()[k] - 1 / cavity.variances()[k] - precisions[output][row]);
            double v = cavity.marginal()[k];
            if (!(1 + precision * v > 1 / MOST_GROWTH)) {
                skipped++;
                return;
            }
            double shift = damping
                    * (tilted.means()[k] / tilted.variances()[k]
                            - cavity.means()[k] / cavity.variances()[k]
                            - shifts[output][row]);
            q[output].move(whole.data().features()[row], precision, shift);
            precisions[output][row] += precision;
            shifts[output][row] += shift;
            change = Math.max(change, Math.max(Math.abs(precision) * v, Math.abs(shift) * Math.sqrt(v)));
        }

        /** The objective is the mean log evidence of a site given all others; change is as in EP of one output. */
        Info info(long step) {
            return Info.of(step, evidence / whole.rows(), (long) NODES * NODES)
                    .with("change", change)
                    .with("skipped", skipped);
        }
    }

    /**
     * What outputs are known to be without one row's site.
     *
     * @param means {@code [K]}
     * @param variances {@code [K]}
     * @param marginal variances with the site, {@code [K]}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Cavity(double[] means, double[] variances, double[] marginal) {

        static Cavity of(
                int[] outputs, Approximation[] q, double[] x, int row, double[][] precisions, double[][] shifts) {
            Cavity cavity =
                    new Cavity(new double[outputs.length], new double[outputs.length], new double[outputs.length]);
            for (int k = 0; k < outputs.length; k++) {
                Approximation own = q[outputs[k]];
                double v = own.variance(x);
                double precision = 1 / v - precisions[outputs[k]][row];
                cavity.marginal[k] = v;
                cavity.variances[k] = precision * v > LEAST_CAVITY ? 1 / precision : Double.NaN;
                cavity.means[k] = (own.mean(x) / v - shifts[outputs[k]][row]) / precision;
            }
            return cavity;
        }

        boolean valid() {
            return Arrays.stream(variances).allMatch(variance -> variance > 0)
                    && Arrays.stream(marginal).allMatch(variance -> variance > 0);
        }
    }
}
