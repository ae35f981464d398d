package io.credence.bnn.inference.member;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.engine.NativeAdam;
import io.credence.bnn.engine.NoiseTable;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.random.Key;
import java.util.function.Function;
import org.apache.commons.rng.sampling.PermutationSampler;

/** One pass over the rows in a new order, with its native memory. */
final class Sweep implements AutoCloseable {

    private final RegressionData data;
    private final Training training;
    private final NoiseTable noise;
    private final NDManager manager;
    private final NDArray x;
    private final NDArray y;
    private final NDArray points;
    private final NDArray momentum;
    private final NDArray square;
    private final NDArray total;
    private final long before;

    /** From a state, with the sweep's own key. */
    Sweep(RegressionData data, Training training, MemberState state, int members, Key key) {
        this.data = data;
        this.training = training;
        this.noise = new NoiseTable(key.child(1));
        this.before = state.step() * training.stepsPerSweep(data.rows());
        TensorEngine.enter(false);
        manager = NDManager.newBaseManager();
        int[] order = PermutationSampler.natural(data.rows());
        PermutationSampler.shuffle(key.child(0).generator(), order);
        x = manager.create(inputs(order), new Shape(order.length, data.columns()));
        y = manager.create(targets(order));
        Shape shape = new Shape(members, state.points().length / members);
        points = manager.create(state.points(), shape);
        points.setRequiresGradient(true);
        momentum = manager.create(state.momentum(), shape);
        square = manager.create(state.square(), shape);
        total = manager.zeros(new Shape());
    }

    /** All steps of the sweep; returns the mean loss. */
    double run(Function<MemberBatch, NDArray> loss) {
        int steps = training.stepsPerSweep(data.rows());
        for (int step = 0; step < steps; step++) {
            int from = (int) ((long) data.rows() * step / steps);
            int to = (int) ((long) data.rows() * (step + 1) / steps);
            step(before + step, from, to, loss);
        }
        return total.getFloat() / steps;
    }

    /** The state after the sweep. */
    MemberState state(MemberState from) {
        return new MemberState(
                from.step() + 1, from.key(), points.toFloatArray(), momentum.toFloatArray(), square.toFloatArray());
    }

    @Override
    public void close() {
        TensorEngine.enter(false);
        manager.close();
    }

    private void step(long step, int from, int to, Function<MemberBatch, NDArray> loss) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            noise.next();
            TensorEngine.enter(true);
            NDArray value = loss.apply(
                    new MemberBatch(points, rows(x, from, to), rows(y, from, to), noise, training.progress(step)));
            NDArray one = manager.ones(value.getShape());
            JniUtils.backward((PtNDArray) value, (PtNDArray) one, false, false);
            TensorEngine.enter(false);
            total.addi(value);
            adam(step);
        }
    }

    private void adam(long step) {
        NativeAdam.descend(points, momentum, square, training.rateAt(step), step);
    }

    private static NDArray rows(NDArray array, int from, int to) {
        return JniUtils.slice((PtNDArray) array, 0, from, to, 1);
    }

    private float[] inputs(int[] order) {
        double[][] inputs = data.inputs();
        int columns = data.columns();
        float[] flat = new float[order.length * columns];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) inputs[order[i / columns]][i % columns];
        }
        return flat;
    }

    private float[] targets(int[] order) {
        float[] flat = new float[order.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) data.targets()[order[i]];
        }
        return flat;
    }
}
