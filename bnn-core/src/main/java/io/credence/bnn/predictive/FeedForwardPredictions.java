package io.credence.bnn.predictive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.engine.NativeMemory;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardGraph;
import java.util.Arrays;

/** What a {@link FeedForward} predicts under draws of its parameters: all draws and rows in one batched product. */
public final class FeedForwardPredictions {

    private FeedForwardPredictions() {}

    /**
     * The mixture of each row.
     *
     * @param points {@code [draws][size]}, at least one
     * @param inputs {@code [rows][inputs]}, standardised as in training
     */
    public static GaussianMixtures of(FeedForward network, double[][] points, double[][] inputs) {
        return NativeMemory.guard(
                () -> "a prediction of " + inputs.length + " rows under " + points.length + " draws of " + network,
                () -> product(network, points, inputs));
    }

    private static GaussianMixtures product(FeedForward network, double[][] points, double[][] inputs) {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager();
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray flat = matrix(manager, points, network.size());
            FeedForwardGraph graph = new FeedForwardGraph(network, flat);
            return of(network, graph, graph.outputs(matrix(manager, inputs, network.inputs())));
        }
    }

    private static GaussianMixtures of(FeedForward network, FeedForwardGraph graph, NDArray outputs) {
        int rows = (int) outputs.getShape().get(1);
        NDArray means = outputs.get(":, :, 0");
        NDArray sds = network.head() == Head.HETEROSCEDASTIC
                ? FeedForwardGraph.sd(outputs.get(":, :, 1"))
                : graph.logNoise().exp().broadcast(means.getShape());
        return new GaussianMixtures(rows(means.toDoubleArray(), rows), rows(sds.toDoubleArray(), rows));
    }

    private static NDArray matrix(NDManager manager, double[][] rows, int columns) {
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return manager.create(flat, new Shape(rows.length, columns));
    }

    private static double[][] rows(double[] flat, int columns) {
        double[][] rows = new double[flat.length / columns][];
        Arrays.setAll(rows, row -> Arrays.copyOfRange(flat, row * columns, (row + 1) * columns));
        return rows;
    }
}
