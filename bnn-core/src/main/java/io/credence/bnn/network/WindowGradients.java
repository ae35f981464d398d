package io.credence.bnn.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.credence.bnn.engine.TensorEngine;
import org.jspecify.annotations.Nullable;

/**
 * The head's moments after a window, as a function of the window and of the recurrent state before it, with gradients. A point is the
 * window, step by step, then the state as a row's bytes have it: all hidden values, then all cell values. Holds native memory until closed;
 * used by one platform thread at a time.
 */
public final class WindowGradients implements AutoCloseable {

    private final NetworkSpec spec;
    private final int steps;
    private final SequenceNetwork network;
    private final NDManager manager;
    private final NetworkGraph graph;
    private final @Nullable HeadFactor factor;

    private WindowGradients(SequenceNetwork network, int steps) {
        TensorEngine.enter(false);
        this.network = network;
        this.steps = steps;
        spec = network.spec();
        manager = NDManager.newBaseManager(Device.cpu());
        graph = new NetworkGraph(spec, manager.create(network.parameters()));
        float[] factors = network.headFactor();
        factor = factors == null ? null : new HeadFactor(spec, factors, manager);
    }

    /**
     * Of windows of that length.
     *
     * @param steps at least 1
     */
    public static WindowGradients of(SequenceNetwork network, int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException(
                    "a window has " + steps + " steps; it needs at least 1. Maybe the history" + " is too short?");
        }
        return new WindowGradients(network, steps);
    }

    /** Numbers of a point. */
    public int size() {
        return steps * spec.inputs() + spec.backbone().stateSize();
    }

    /** How much a sum of moments weighs each: the derivatives of what is asked by them. */
    public interface Weights {

        /**
         * Fills both.
         *
         * @param moments of all rows
         * @param byMean {@code [rows, 3, horizons]}, zeros to be filled
         * @param byVariance of the same shape
         */
        void fill(HeadMoments moments, float[] byMean, float[] byVariance);
    }

    /**
     * The moments after each window.
     *
     * @param points {@code [rows][size]}, finite
     */
    public HeadMoments moments(double[][] points) {
        TensorEngine.enter(false);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Pass pass = new Pass(points);
            return pass.moments();
        }
    }

    /** The gradient of the weighted sum of a point's moments by each of its numbers, {@code [rows][size]}. */
    public double[][] gradients(double[][] points, Weights weights) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            TensorEngine.enter(true);
            Pass pass = new Pass(points);
            HeadMoments moments = pass.moments();
            int outputs = points.length * NetworkSpec.LINEAR_OUTPUTS * spec.horizons();
            float[] byMean = new float[outputs];
            float[] byVariance = new float[outputs];
            weights.fill(moments, byMean, byVariance);
            Shape shape = pass.mean.getShape();
            NDArray sum = pass.mean
                    .mul(manager.create(byMean, shape))
                    .add(pass.variance.mul(manager.create(byVariance, shape)))
                    .sum();
            JniUtils.backward((PtNDArray) sum, (PtNDArray) sum.onesLike(), false, false);
            return pass.gradients();
        } finally {
            TensorEngine.enter(false);
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    /** One run of all points. */
    private final class Pass {

        private final int rows;
        private final NDArray windows;
        private final NDList states;
        private final NDArray mean;
        private final NDArray variance;

        Pass(double[][] points) {
            rows = points.length;
            windows = floats(points, 0, new Shape(rows, steps, spec.inputs()));
            states = states(points);
            windows.setRequiresGradient(true);
            states.forEach(state -> state.setRequiresGradient(true));
            SequenceFeatures features = graph.features(windows, states, null).last();
            mean = graph.head().mean(features.mean());
            variance = factor == null ? graph.head().moments(features).variance() : factor.variance(features.mean());
        }

        HeadMoments moments() {
            return new HeadMoments(rows, mean.toFloatArray(), variance.toFloatArray(), network.rawDf());
        }

        private NDArray floats(double[][] points, int from, Shape shape) {
            int width = Math.toIntExact(shape.size() / rows);
            float[] flat = new float[rows * width];
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < width; i++) {
                    flat[row * width + i] = (float) points[row][from + i];
                }
            }
            return manager.create(flat, shape);
        }

        /** Hidden and cell values, {@code [layers, rows, features]} each. */
        private NDList states(double[][] points) {
            int layers = spec.backbone().stateRows();
            int width = spec.backbone().features();
            float[][] both = new float[2][layers * rows * width];
            int at = steps * spec.inputs();
            for (int part = 0; part < 2; part++) {
                for (int layer = 0; layer < layers; layer++) {
                    for (int row = 0; row < rows; row++) {
                        for (int i = 0; i < width; i++) {
                            both[part][(layer * rows + row) * width + i] =
                                    (float) points[row][at + (part * layers + layer) * width + i];
                        }
                    }
                }
            }
            Shape shape = new Shape(layers, rows, width);
            return layers == 0
                    ? new NDList()
                    : new NDList(manager.create(both[0], shape), manager.create(both[1], shape));
        }

        double[][] gradients() {
            double[][] gradients = new double[rows][size()];
            float[] byWindow = windows.getGradient().toFloatArray();
            int width = steps * spec.inputs();
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < width; i++) {
                    gradients[row][i] = byWindow[row * width + i];
                }
            }
            for (int part = 0; part < states.size(); part++) {
                place(states.get(part).getGradient().toFloatArray(), part, gradients);
            }
            return gradients;
        }

        private void place(float[] byState, int part, double[][] gradients) {
            int layers = spec.backbone().stateRows();
            int width = spec.backbone().features();
            int at = steps * spec.inputs() + part * layers * width;
            for (int layer = 0; layer < layers; layer++) {
                for (int row = 0; row < rows; row++) {
                    for (int i = 0; i < width; i++) {
                        gradients[row][at + layer * width + i] = byState[(layer * rows + row) * width + i];
                    }
                }
            }
        }
    }
}
