package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.DataDensity;
import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.engine.Scalars;
import io.credence.bnn.engine.TensorEngine;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The posterior density of a {@link FeedForward}'s parameters given rows. All points of a call run as one batched product
 * {@code [points, rows, ...]} in double precision, with one backward pass for all their gradients; calls too large for memory run
 * in a few pieces. May be shared by platform threads.
 *
 * <p>Native memory is held only while a call runs.
 */
public final class FeedForwardDensity implements DataDensity {

    /** Hidden units of all points and rows in one piece: 32 MiB an array. */
    private static final int PIECE = 1 << 22;

    private final FeedForward network;
    private final IndependentGaussian prior;
    private final Batch all;

    private FeedForwardDensity(FeedForward network, IndependentGaussian prior, Batch all) {
        this.network = network;
        this.prior = prior;
        this.all = all;
    }

    /**
     * Of these rows, which should be standardised.
     *
     * @param prior of the network's length
     */
    public static FeedForwardDensity of(FeedForward network, IndependentGaussian prior, RegressionData data) {
        if (data.columns() != network.inputs() || prior.dimension() != network.size()) {
            throw new IllegalArgumentException("the network takes " + network.inputs() + " inputs and "
                    + network.size() + " parameters; data has " + data.columns() + " columns and the prior "
                    + prior.dimension());
        }
        double[] x =
                Arrays.stream(data.inputs()).flatMapToDouble(Arrays::stream).toArray();
        return new FeedForwardDensity(network, prior, new Batch(x, data.targets(), 1));
    }

    @Override
    public int dimension() {
        return network.size();
    }

    @Override
    public int rows() {
        return all.y.length;
    }

    @Override
    public LogDensity prior() {
        return prior;
    }

    @Override
    public LogDensity likelihood(int[] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("rows is empty; a batch needs at least one");
        }
        int columns = network.inputs();
        double[] x = Arrays.stream(rows)
                .flatMap(row -> IntStream.range(row * columns, (row + 1) * columns))
                .mapToDouble(i -> all.x[i])
                .toArray();
        double[] y = Arrays.stream(rows).mapToDouble(row -> all.y[row]).toArray();
        return new Likelihood(new Batch(x, y, (double) rows() / rows.length));
    }

    @Override
    public void evaluate(double[][] points, double[] values, double[][] gradients) {
        new Likelihood(all).evaluate(points, values, gradients);
        double[] more = new double[points.length];
        double[][] moreGradients = new double[points.length][dimension()];
        prior.evaluate(points, more, moreGradients);
        for (int point = 0; point < points.length; point++) {
            values[point] += more[point];
            add(gradients[point], moreGradients[point]);
        }
    }

    private static void add(double[] to, double[] what) {
        for (int i = 0; i < to.length; i++) {
            to[i] += what[i];
        }
    }

    private record Batch(double[] x, double[] y, double scale) {}

    private final class Likelihood implements LogDensity {

        private final Batch batch;

        Likelihood(Batch batch) {
            this.batch = batch;
        }

        @Override
        public int dimension() {
            return network.size();
        }

        @Override
        public void evaluate(double[][] points, double[] values, double[][] gradients) {
            int perPiece = Math.max(1, PIECE / (batch.y.length * network.hidden()));
            for (int from = 0; from < points.length; from += perPiece) {
                piece(points, values, gradients, from, Math.min(points.length, from + perPiece));
            }
        }

        private void piece(double[][] points, double[] values, double[][] gradients, int from, int to) {
            TensorEngine.enter(true);
            try (NDManager manager = NDManager.newBaseManager();
                    NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                double[] flat = Arrays.stream(points, from, to)
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
                NDArray leaf = manager.create(flat, new Shape(to - from, dimension()));
                leaf.setRequiresGradient(true);
                NDArray sums = sums(manager, leaf);
                backward(manager, sums);
                System.arraycopy(sums.toDoubleArray(), 0, values, from, to - from);
                spread(leaf.getGradient().toDoubleArray(), gradients, from);
            } finally {
                TensorEngine.enter(false);
            }
        }

        private NDArray sums(NDManager manager, NDArray leaf) {
            FeedForwardGraph graph = new FeedForwardGraph(network, leaf);
            NDArray x = manager.create(batch.x, new Shape(batch.y.length, network.inputs()));
            NDArray y = manager.create(batch.y);
            return Scalars.times(graph.logLikelihood(graph.outputs(x), y).sum(new int[] {1}), batch.scale);
        }

        private void backward(NDManager manager, NDArray sums) {
            NDArray ones = manager.ones(sums.getShape(), sums.getDataType());
            JniUtils.backward((PtNDArray) sums, (PtNDArray) ones, false, false);
        }

        private void spread(double[] flat, double[][] gradients, int from) {
            for (int i = 0; i < flat.length / dimension(); i++) {
                System.arraycopy(flat, i * dimension(), gradients[from + i], 0, dimension());
            }
        }
    }
}
