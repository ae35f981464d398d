package io.credence.bnn.quantization;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.network.HeadMoments;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.StepSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An LSTM network with its Gaussian head in eight bits. Rows, states and moments are those of {@link NetworkSession}: the one can go on from the
 * other's state. An immutable value: needs no native memory, and may be used by several threads.
 *
 * <p>Steps of activations follow from how far each reached on calibration data; what reaches further in serving is cut. The head's variance {@code S^2 f^2 + s^2}
 * takes the squares of the same eight-bit features, and standard deviations of eight bits.
 */
public final class QuantizedNetwork implements StepSession {

    /** Rows together: as many as keep a layer in the nearest cache. */
    private static final int TILE = 64;

    private final NetworkSpec spec;
    private final List<Int8Lstm> layers;
    private final @Nullable Int8Layer dense;
    private final float[] denseInverse;
    private final Int8Layer mean;
    private final VarianceLayer variance;
    private final float[] headInverse;
    private final Gaussian[] rawDf;

    QuantizedNetwork(NetworkSpec spec, List<Int8Lstm> layers, @Nullable Dense dense, Head head, Gaussian[] rawDf) {
        this.spec = spec;
        this.layers = List.copyOf(layers);
        this.dense = dense == null ? null : dense.layer;
        this.denseInverse = dense == null ? new float[0] : Scales.inverted(dense.steps);
        this.mean = head.mean;
        this.variance = head.variance;
        this.headInverse = Scales.inverted(head.steps);
        this.rawDf = rawDf;
    }

    /** The layer between LSTM and head. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of arguments
    record Dense(Int8Layer layer, float[] steps) {}

    /** The layers on top. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of arguments
    record Head(Int8Layer mean, VarianceLayer variance, float[] steps) {}

    /** Rounds a network whose activations reach so far. */
    public static QuantizedNetwork of(SequenceNetwork network, ActivationRanges ranges) {
        return new Quantizer(network, ranges).network();
    }

    /** Bytes of weights, biases and steps. */
    public int bytes() {
        int sum = mean.bytes() + variance.bytes() + Float.BYTES * (denseInverse.length + headInverse.length);
        sum += dense == null ? 0 : dense.bytes();
        return sum + layers.stream().mapToInt(Int8Lstm::bytes).sum() + 2 * Float.BYTES * rawDf.length;
    }

    @Override
    public byte[] initialState() {
        return new byte[stateSize() * Float.BYTES];
    }

    @Override
    public NetworkSession.Step step(float[][] features, byte[][] states) {
        if (features.length != states.length) {
            throw new IllegalArgumentException(
                    "step was given " + features.length + " rows of features and " + states.length + " states");
        }
        for (int row = 0; row < features.length; row++) {
            check(row, features[row], states[row]);
        }
        int outputs = mean.outputs();
        float[] means = new float[features.length * outputs];
        float[] variances = new float[features.length * outputs];
        byte[][] after = new byte[features.length][];
        for (int from = 0; from < features.length; from += TILE) {
            Tile tile = new Tile(from, Math.min(TILE, features.length - from));
            tile.load(features, states);
            tile.run();
            tile.store(means, variances, after);
        }
        return new NetworkSession.Step(after, HeadMoments.of(features.length, means, variances, rawDf));
    }

    /** There is nothing to give back. */
    @Override
    public void close() {}

    private int stateSize() {
        return 2 * layers.size() * spec.backbone().features();
    }

    private void check(int row, float[] features, byte[] state) {
        if (features.length != spec.inputs() || state.length != stateSize() * Float.BYTES) {
            throw new IllegalArgumentException("row " + row + " has " + features.length + " features and a state of "
                    + state.length + " bytes; the network takes " + spec.inputs() + " and " + stateSize() * Float.BYTES
                    + ". Maybe the state is another network's?");
        }
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                throw new IllegalArgumentException(
                        "feature " + i + " of row " + row + " is " + features[i] + "; it must be finite");
            }
        }
    }

    /** Rows that are computed together, each array {@code [values][rows]}. */
    private final class Tile {

        private final int from;
        private final int rows;
        private final int width = spec.backbone().features();
        private final float[][] inputs;
        private final float[][] state;
        private final float[][] means;
        private final float[][] variances;

        Tile(int from, int rows) {
            this.from = from;
            this.rows = rows;
            inputs = new float[spec.inputs()][rows];
            state = new float[stateSize()][rows];
            means = new float[mean.outputs()][rows];
            variances = new float[mean.outputs()][rows];
        }

        void load(float[][] features, byte[][] states) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < inputs.length; i++) {
                    inputs[i][row] = features[from + row][i];
                }
                FloatBuffer values = floats(states[from + row]);
                for (float[] each : state) {
                    each[row] = values.get();
                }
            }
        }

        void run() {
            float[][] x = inputs;
            for (int layer = 0; layer < layers.size(); layer++) {
                Int8Lstm lstm = layers.get(layer);
                float[][] hidden = part(layer);
                lstm.step(x, hidden, part(layers.size() + layer), lstm.scratch(rows));
                x = hidden;
            }
            float[][] top = dense == null ? x : dense(dense, x);
            head(top);
        }

        private float[][] part(int index) {
            return Arrays.copyOfRange(state, index * width, (index + 1) * width);
        }

        private float[][] dense(Int8Layer layer, float[][] below) {
            float[][] out = new float[layer.outputs()][rows];
            layer.apply(rounded(below, denseInverse, 0), out);
            for (float[] each : out) {
                Saturating.tanh(each);
            }
            return out;
        }

        private void head(float[][] top) {
            float[][] q = rounded(top, headInverse, 0);
            if (spec.skipInputs()) {
                float[][] skipped = rounded(inputs, headInverse, top.length);
                q = Stream.concat(Stream.of(q), Stream.of(skipped)).toArray(float[][]::new);
            }
            mean.apply(q, means);
            for (float[] each : q) {
                square(each);
            }
            variance.apply(q, variances);
        }

        private float[][] rounded(float[][] values, float[] inverse, int at) {
            float[][] q = new float[values.length][rows];
            for (int i = 0; i < q.length; i++) {
                Scales.round(values[i], inverse[at + i], q[i]);
            }
            return q;
        }

        void store(float[] intoMeans, float[] intoVariances, byte[][] states) {
            int outputs = means.length;
            for (int row = 0; row < rows; row++) {
                for (int o = 0; o < outputs; o++) {
                    intoMeans[(from + row) * outputs + o] = means[o][row];
                    intoVariances[(from + row) * outputs + o] = variances[o][row];
                }
                states[from + row] = initialState();
                FloatBuffer values = floats(states[from + row]);
                for (float[] each : state) {
                    values.put(each[row]);
                }
            }
        }

        private static FloatBuffer floats(byte[] bytes) {
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }

        private static void square(float[] values) {
            for (int row = 0; row < values.length; row++) {
                values[row] *= values[row];
            }
        }
    }
}
