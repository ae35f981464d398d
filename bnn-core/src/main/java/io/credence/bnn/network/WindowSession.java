package io.credence.bnn.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.NativeMemory;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.Moments;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A network on whole windows, all rows in one batch: the backbone runs once, and on its last features the head gives its means
 * and variances in closed form, or the outputs of many draws in one product. Holds native memory until closed; used by one platform
 * thread at a time. Where a row's bits must not depend on its batch, use a {@link NetworkSession}.
 */
public final class WindowSession implements AutoCloseable {

    private final NetworkSpec spec;
    private final NDManager manager;
    private final NetworkGraph graph;
    private final @Nullable HeadFactor factor;
    private final SequenceNetwork network;

    WindowSession(SequenceNetwork network) {
        this.network = network;
        TensorEngine.enter(false);
        spec = network.spec();
        manager = NDManager.newBaseManager(Device.cpu());
        graph = new NetworkGraph(spec, manager.create(network.parameters()));
        float[] factors = network.headFactor();
        factor = factors == null ? null : new HeadFactor(spec, factors, manager);
    }

    /**
     * The linear outputs at the means of the weights: what a network of point weights costs.
     *
     * @param windows {@code [rows, time, inputs]}, from zero state
     * @return {@code [rows, 3 * horizons]}
     */
    public float[] means(float[] windows, int rows) {
        return on(windows, rows, features -> graph.head().mean(features.mean()).toFloatArray());
    }

    /** The head's moments after each window, in closed form. */
    public HeadMoments moments(float[] windows, int rows) {
        return on(windows, rows, features -> {
            Moments outputs = graph.head().moments(features, factor);
            return new HeadMoments(
                    rows, outputs.mean().toFloatArray(), outputs.variance().toFloatArray(), network.rawDf());
        });
    }

    /**
     * The linear outputs under each draw, all in one product.
     *
     * @param draws {@code [draws][randomSize]}, in the network's order: weights, biases, raw degrees of freedom; at least one
     * @return {@code [draws, rows, 3 * horizons]}
     * @throws IllegalArgumentException when the backbone is random, too
     */
    public float[] draws(float[] windows, int rows, float[][] draws) {
        if (spec.backbone().random()) {
            throw new IllegalArgumentException(
                    "draws of the head were asked of a network whose backbone is random, too. Maybe its moments?");
        }
        float[] weights = joined(draws, 0, spec.headWeights());
        float[] biases = joined(draws, spec.headWeights(), spec.headWeights() + outputs());
        return on(windows, rows, features -> {
            NDArray weight = manager.create(weights, new Shape(draws.length, outputs(), spec.headFeatures()));
            NDArray bias = manager.create(biases, new Shape(draws.length, 1, outputs()));
            return features.mean().matMul(weight.transpose(0, 2, 1)).addi(bias).toFloatArray();
        });
    }

    @Override
    public void close() {
        manager.close();
    }

    private int outputs() {
        return NetworkSpec.LINEAR_OUTPUTS * spec.horizons();
    }

    private <T> T on(float[] windows, int rows, Function<SequenceFeatures, T> head) {
        if (rows < 1 || windows.length == 0 || windows.length % (rows * spec.inputs()) != 0) {
            throw new IllegalArgumentException("windows are " + windows.length + " values in " + rows
                    + " rows; there must be a row, and each must have the same number of steps of " + spec.inputs()
                    + " inputs");
        }
        requireFinite(windows);
        return NativeMemory.guard(
                () -> rows + " windows of " + windows.length / rows / spec.inputs() + " steps",
                () -> batch(windows, rows, head));
    }

    private <T> T batch(float[] windows, int rows, Function<SequenceFeatures, T> head) {
        TensorEngine.enter(false);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            int time = windows.length / rows / spec.inputs();
            NDArray input = manager.create(windows, new Shape(rows, time, spec.inputs()));
            SequenceFeatures features = graph.features(input, spec.backbone().zeroState(manager, rows), null);
            return head.apply(features.last());
        }
    }

    private float[] joined(float[][] draws, int from, int to) {
        if (draws.length == 0) {
            throw new IllegalArgumentException("draws are 0; there must be at least 1");
        }
        float[] all = new float[draws.length * (to - from)];
        for (int draw = 0; draw < draws.length; draw++) {
            if (draws[draw].length != spec.randomSize()) {
                throw new IllegalArgumentException("draw " + draw + " has " + draws[draw].length
                        + " parameters; the head has " + spec.randomSize() + ". Maybe it is another network's?");
            }
            System.arraycopy(draws[draw], from, all, draw * (to - from), to - from);
        }
        return all;
    }

    private void requireFinite(float[] windows) {
        for (int i = 0; i < windows.length; i++) {
            if (!Float.isFinite(windows[i])) {
                throw new IllegalArgumentException("input " + i % spec.inputs() + " of step " + i / spec.inputs()
                        + " of all windows is " + windows[i] + "; it must be finite");
            }
        }
    }
}
