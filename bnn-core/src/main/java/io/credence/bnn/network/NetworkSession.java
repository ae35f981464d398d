package io.credence.bnn.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.engine.TensorEngine;
import io.credence.bnn.moments.Moments;
import org.jspecify.annotations.Nullable;

/**
 * A network ready to run, one step in time for many rows (instruments) at once. Holds native memory until closed; used by one
 * platform thread at a time.
 *
 * <p>Rows are computed in tiles of {@link #TILE}, the last one padded, so that a row's bits depend neither on the other rows
 * nor on its place among them.
 */
public final class NetworkSession implements StepSession {

    /** Rows per native call. */
    public static final int TILE = 64;

    private final NetworkSpec spec;
    private final NDManager manager;
    private final NetworkGraph graph;
    private final @Nullable HeadFactor factor;
    private final Gaussian[] rawDf;
    private final float[] input;
    private final StateTile state;

    NetworkSession(SequenceNetwork network) {
        TensorEngine.enter(false);
        spec = network.spec();
        manager = NDManager.newBaseManager(Device.cpu());
        graph = new NetworkGraph(spec, manager.create(network.parameters()));
        float[] factors = network.headFactor();
        factor = factors == null ? null : new HeadFactor(spec, factors, manager);
        rawDf = network.rawDf();
        input = new float[TILE * spec.inputs()];
        state = new StateTile(spec.backbone());
    }

    @Override
    public byte[] initialState() {
        return new byte[state.bytes()];
    }

    @Override
    public Step step(float[][] features, byte[][] states) {
        check(features, states);
        TensorEngine.enter(false);
        int rows = features.length;
        int outputs = NetworkSpec.LINEAR_OUTPUTS * spec.horizons();
        Result result = new Result(new byte[rows][], new float[rows * outputs], new float[rows * outputs]);
        for (int from = 0; from < rows; from += TILE) {
            tile(features, states, from, result);
        }
        return new Step(result.states, new HeadMoments(rows, result.means, result.variances, rawDf));
    }

    @Override
    public void close() {
        manager.close();
    }

    /** How many native arrays are held between steps; constant, or memory leaks. */
    int heldArrays() {
        return manager.getManagedArrays().size();
    }

    private void tile(float[][] features, byte[][] states, int from, Result result) {
        int rows = Math.min(TILE, features.length - from);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(features[from + row], 0, input, row * spec.inputs(), spec.inputs());
        }
        state.load(states, from, rows);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            SequenceFeatures out = graph.features(
                    manager.create(input, new Shape(TILE, 1, spec.inputs())), state.tensors(manager), null);
            Moments outputs = graph.head().moments(out.rows(), factor);
            copy(outputs.mean(), result.means, from, rows);
            copy(outputs.variance(), result.variances, from, rows);
            state.store(out.states(), result.states, from, rows);
        }
    }

    private static void copy(NDArray tile, float[] into, int from, int rows) {
        float[] values = tile.toFloatArray();
        int width = values.length / TILE;
        System.arraycopy(values, 0, into, from * width, rows * width);
    }

    private void check(float[][] features, byte[][] states) {
        if (features.length != states.length) {
            throw new IllegalArgumentException(
                    "step was given " + features.length + " rows of features and " + states.length + " states");
        }
        for (int row = 0; row < features.length; row++) {
            checkRow(row, features[row], states[row]);
        }
    }

    private void checkRow(int row, float[] features, byte[] rowState) {
        if (features.length != spec.inputs() || rowState.length != state.bytes()) {
            throw new IllegalArgumentException("row " + row + " has " + features.length + " features and a state of "
                    + rowState.length + " bytes; the network takes " + spec.inputs() + " and " + state.bytes()
                    + ". Maybe the state is another network's?");
        }
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                throw new IllegalArgumentException(
                        "feature " + i + " of row " + row + " is " + features[i] + "; it must be finite");
            }
        }
    }

    /**
     * What one step gave.
     *
     * @param states {@code [rows]}
     * @param moments of all rows
     */
    @SuppressWarnings("ArrayRecordComponent") // a pair of results, never compared
    public record Step(byte[][] states, HeadMoments moments) {}

    @SuppressWarnings("ArrayRecordComponent") // filled tile by tile
    private record Result(byte[][] states, float[] means, float[] variances) {}
}
