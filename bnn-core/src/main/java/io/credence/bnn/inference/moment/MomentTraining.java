package io.credence.bnn.inference.moment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.credence.bnn.engine.NativeAdam;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.Moments;
import io.credence.bnn.network.moment.MomentNetwork;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.jspecify.annotations.Nullable;

/**
 * Maximises the evidence lower bound of independent Gaussian weights, {@code sum_n E log N(y_n | f, exp(2 s)) - KL}, by Adam. The prior of each
 * weight is N(0, 1 / fan-in), whose variance is that of the starting means. The divergence's weight rises over the first third of
 * training, so that units are not given up before they are used.
 */
public final class MomentTraining {

    private static final double WARM_UP = 0.3;

    private final MomentNetwork network;
    private final Carried carried;
    private final MomentOptions options;

    private MomentTraining(MomentNetwork network, Carried carried, MomentOptions options) {
        this.network = network;
        this.carried = carried;
        this.options = options;
    }

    /** Of a network with two outputs: mean and log scale. */
    public static MomentTraining of(MomentNetwork network, Carried carried, MomentOptions options) {
        int outputs = network.layout().layers().getLast().outputs();
        if (outputs != ExpectedLikelihood.OUTPUTS) {
            throw new IllegalArgumentException("the network has " + outputs
                    + " outputs; a Gaussian with its own scale needs 2, mean and log scale");
        }
        return new MomentTraining(network, carried, options);
    }

    /**
     * Trains. Native memory is held while it runs.
     *
     * @param listener told of each epoch that is done, from 1
     * @throws IllegalStateException when the loss is not finite
     */
    public TrainedWeights run(WindowData data, Key key, IntConsumer listener) {
        return run(start(key.child(0)), data, key, listener);
    }

    /**
     * Trains on from where a network is. Weights that were pruned from it stay pruned, and the divergence has its full weight from the beginning.
     *
     * @param from of the same network
     * @throws IllegalStateException when the loss is not finite
     */
    public TrainedWeights refine(TrainedWeights from, WindowData data, Key key, IntConsumer listener) {
        if (!from.network().equals(network)) {
            throw new IllegalArgumentException("the weights are of " + from.network() + " but the training of "
                    + network + ". Maybe make a training of the weights' network?");
        }
        return run(TrainingStart.of(from, carried.bayesian()), data, key, listener);
    }

    private TrainingStart start(Key key) {
        double[] means = network.initial(key);
        return carried.bayesian()
                ? TrainingStart.of(means, network.layout().variances(options.share()))
                : TrainingStart.of(means);
    }

    private TrainedWeights run(TrainingStart start, WindowData data, Key key, IntConsumer listener) {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager()) {
            Run run = new Run(manager, start, data, key);
            for (int epoch = 0; epoch < options.epochs(); epoch++) {
                run.epoch(epoch);
                listener.accept(epoch + 1);
            }
            return run.trained();
        } finally {
            TensorEngine.enter(false);
        }
    }

    /** What one training holds. Points are the means, then with uncertain weights the logs of their standard deviations. */
    private final class Run {

        private final WindowData data;
        private final Key key;
        private final NDManager manager;
        private final NDArray points;
        private final NDArray momentum;
        private final NDArray square;
        private final NDArray precision;
        private final int steps;
        private final BoundedScale bound;

        /** 1 of each weight that is there, 0 of each that was pruned; null when none was. */
        private final @Nullable NDArray kept;

        private final TrainingStart start;

        Run(NDManager manager, TrainingStart start, WindowData data, Key key) {
            this.manager = manager;
            this.data = data;
            this.key = key;
            points = floats(start.points());
            points.setRequiresGradient(true);
            momentum = points.zerosLike();
            square = points.zerosLike();
            double[] prior = network.layout().variances(1);
            precision = floats(Arrays.stream(prior).map(v -> 1 / v).toArray());
            bound = BoundedScale.of(data);
            this.start = start;
            kept = start.isPruned() ? floats(start.kept()) : null;
            steps = Math.max(1, Math.round((float) data.rows() / options.batch()));
        }

        private NDArray floats(double[] values) {
            return manager.create(values).toType(DataType.FLOAT32, false);
        }

        void epoch(int epoch) {
            int[] order = PermutationSampler.natural(data.rows());
            PermutationSampler.shuffle(key.child(1).child(epoch).generator(), order);
            for (int step = 0; step < steps; step++) {
                int from = (int) ((long) data.rows() * step / steps);
                int to = (int) ((long) data.rows() * (step + 1) / steps);
                step((long) epoch * steps + step, Arrays.copyOfRange(order, from, to));
            }
        }

        private void step(long step, int[] rows) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                TensorEngine.enter(true);
                NDArray loss = loss(rows, step);
                JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
                TensorEngine.enter(false);
                double value = loss.getFloat();
                if (!Double.isFinite(value)) {
                    throw new IllegalStateException("the loss is " + value + " in step " + step
                            + ". Maybe the rate " + options.rate() + " or the variance's share " + options.share()
                            + " is too high?");
                }
                adam(step);
            }
        }

        private NDArray loss(int[] rows, long step) {
            NDArray windows = Batches.windows(manager, data, rows);
            Moments weights = weights();
            ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(
                    key.child(2).child(step).generator());
            Moments raw = carried.outputs(network, weights, windows, shape -> noise(shape, gaussian));
            Moments outputs = bound.of(carried, raw);
            NDArray fit = ExpectedLikelihood.of(outputs, Batches.targets(manager, data, rows))
                    .mean();
            double warm = start.isTrained() ? 1 : Math.min(1, progress(step) / WARM_UP);
            double weight = options.klWeight() * warm / data.rows();
            return Scalars.times(divergence(weights), weight).sub(fit);
        }

        private Moments weights() {
            if (!carried.bayesian()) {
                return Moments.certain(kept(points));
            }
            NDArray logSd = points.split(2).get(1);
            return new Moments(kept(points.split(2).get(0)), logSd.add(logSd).exp());
        }

        private NDArray kept(NDArray each) {
            return kept == null ? each : each.mul(kept);
        }

        /** {@code sum (m^2 + v) / (2 p) - log(v / p) / 2}, up to a constant; of point weights the penalty alone. */
        private NDArray divergence(Moments weights) {
            NDArray second = weights.mean().square().add(weights.variance());
            NDArray squares = Scalars.times(second.mul(precision).sum(), 0.5);
            return carried.bayesian() ? squares.sub(kept(points.split(2).get(1)).sum()) : squares;
        }

        private NDArray noise(Shape shape, ZigguratSampler gaussian) {
            float[] values = new float[Math.toIntExact(shape.size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) gaussian.sample();
            }
            return manager.create(values, shape);
        }

        private double progress(long step) {
            return (double) step / ((long) steps * options.epochs());
        }

        private void adam(long step) {
            NativeAdam.descend(
                    points, momentum, square, 0.5 * options.rate() * (1 + Math.cos(Math.PI * progress(step))), step);
        }

        TrainedWeights trained() {
            return start.trained(network, points.toFloatArray(), bound.centre());
        }
    }
}
