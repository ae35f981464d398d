package io.credence.bnn.compression;

import io.credence.bnn.inference.moment.MomentForecast;
import io.credence.bnn.inference.moment.TrainedWeights;
import io.credence.bnn.inference.moment.WindowData;
import io.credence.bnn.moments.Layout.Layer;
import io.credence.bnn.network.moment.MomentFeedForward;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A feed-forward network after pruning, without what was pruned, in plain Java: forecasts are those of the masked network within float rounding.
 * Units whose outgoing weights are all gone are left out; a unit without a way in is a constant, which the next layer's biases take over, exactly
 * so for both moments. Weights have means alone where they are certain. An immutable value.
 */
public final class CompactNetwork {

    private static final int VERSION = 2;

    /** Rows together. */
    private static final int TILE = 64;

    private final int steps;
    private final int inputs;
    private final boolean uncertain;
    private final double logScale;
    private final List<SparseLayer> layers;

    private CompactNetwork(int steps, int inputs, boolean uncertain, double logScale, List<SparseLayer> layers) {
        this.steps = steps;
        this.inputs = inputs;
        this.uncertain = uncertain;
        this.logScale = logScale;
        this.layers = List.copyOf(layers);
    }

    /**
     * Of a network after {@link io.credence.bnn.inference.moment.Pruning}.
     *
     * @throws IllegalArgumentException when the network is no {@link MomentFeedForward}, or has no weight left
     */
    public static CompactNetwork of(TrainedWeights trained) {
        if (!(trained.network() instanceof MomentFeedForward network)) {
            throw new IllegalArgumentException("only a MomentFeedForward can be made compact, and the network is "
                    + trained.network().getClass().getSimpleName() + ". Maybe keep it masked?");
        }
        if (trained.remaining() == 0) {
            throw new IllegalArgumentException("all " + trained.means().length
                    + " weights are pruned; a network without any forecasts nothing. Maybe a sparsity of 0.99?");
        }
        List<Weights> all = new ArrayList<>();
        int at = 0;
        for (Layer layer : network.layout().layers()) {
            all.add(Weights.of(layer, trained.means(), trained.variances(), at));
            at += layer.outputs() * (layer.inputs() + 1);
        }
        boolean uncertain = Arrays.stream(trained.variances()).anyMatch(variance -> variance != 0);
        List<SparseLayer> layers =
                withoutIdleUnits(all).stream().map(SparseLayer::of).toList();
        return new CompactNetwork(network.steps(), network.inputs(), uncertain, trained.logScale(), layers);
    }

    /** From the front, constants move on; from the back, units nobody reads go, and with them maybe the last reader of another. */
    private static List<Weights> withoutIdleUnits(List<Weights> layers) {
        List<Weights> kept = new ArrayList<>(layers);
        for (int i = 0; i + 1 < kept.size(); i++) {
            Weights below = kept.get(i);
            for (int unit = 0; unit < below.outputs(); unit++) {
                if (!below.depends(unit)) {
                    double[] constant = Rectifier.moments(below.biasMeans()[unit], below.biasVariances()[unit]);
                    kept.set(i + 1, kept.get(i + 1).withConstant(unit, constant[0], constant[1]));
                }
            }
            keep(kept, i, below::depends);
        }
        for (int i = kept.size() - 2; i >= 0; i--) {
            keep(kept, i, kept.get(i + 1)::uses);
        }
        return kept;
    }

    private static void keep(List<Weights> layers, int at, IntPredicate unit) {
        int[] kept = IntStream.range(0, layers.get(at).outputs()).filter(unit).toArray();
        layers.set(at, layers.get(at).outputs(kept));
        layers.set(at + 1, layers.get(at + 1).inputs(kept));
    }

    /** Hidden units that are left, layer by layer. */
    public List<Integer> units() {
        return layers.subList(0, layers.size() - 1).stream()
                .map(SparseLayer::outputs)
                .toList();
    }

    /** Weights that are left, biases not counted. */
    public int weights() {
        return layers.stream().mapToInt(SparseLayer::weights).sum();
    }

    /** One forecast a row. */
    public MomentForecast[] predict(WindowData data) {
        if (data.steps() != steps || data.inputs() != inputs) {
            throw new IllegalArgumentException("windows have " + data.steps() + " steps of " + data.inputs()
                    + " inputs; the network takes " + steps + " of " + inputs);
        }
        MomentForecast[] forecasts = new MomentForecast[data.rows()];
        for (int from = 0; from < data.rows(); from += TILE) {
            tile(data, from, Math.min(TILE, data.rows() - from), forecasts);
        }
        return forecasts;
    }

    private void tile(WindowData data, int from, int rows, MomentForecast[] into) {
        float[][] mean = windows(data, from, rows);
        float[][] variance = new float[mean.length][rows];
        for (int i = 0; i < layers.size(); i++) {
            SparseLayer layer = layers.get(i);
            float[][] newMean = new float[layer.outputs()][rows];
            float[][] newVariance = new float[layer.outputs()][rows];
            if (uncertain) {
                layer.moments(mean, variance, second(mean, variance), newMean, newVariance);
            } else {
                layer.values(mean, newMean);
            }
            mean = newMean;
            variance = newVariance;
            if (i + 1 < layers.size()) {
                rectify(mean, variance);
            }
        }
        for (int row = 0; row < rows; row++) {
            into[from + row] =
                    MomentForecast.bounded(mean[0][row], variance[0][row], mean[1][row], variance[1][row], logScale);
        }
    }

    private void rectify(float[][] mean, float[][] variance) {
        for (int unit = 0; unit < mean.length; unit++) {
            if (uncertain) {
                Rectifier.apply(mean[unit], variance[unit]);
            } else {
                Rectifier.apply(mean[unit]);
            }
        }
    }

    /** {@code [steps * inputs][rows]}. */
    private float[][] windows(WindowData data, int from, int rows) {
        int width = steps * inputs;
        float[][] windows = new float[width][rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                windows[i][row] = data.windows()[(from + row) * width + i];
            }
        }
        return windows;
    }

    private static float[][] second(float[][] mean, float[][] variance) {
        float[][] second = new float[mean.length][];
        for (int i = 0; i < second.length; i++) {
            second[i] = variance[i].clone();
            for (int row = 0; row < second[i].length; row++) {
                second[i][row] += mean[i][row] * mean[i][row];
            }
        }
        return second;
    }

    /** As bytes, from which {@link #decode} makes a network with the same forecasts. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(steps);
            out.writeShort(inputs);
            out.writeBoolean(uncertain);
            out.writeDouble(logScale);
            out.writeByte(layers.size());
            for (SparseLayer layer : layers) {
                layer.write(out, uncertain);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when the bytes are cut or of another layout
     */
    public static CompactNetwork decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("a compact network has layout " + version + "; this code reads "
                        + VERSION + ". Maybe export it again?");
            }
            int steps = in.readUnsignedShort();
            int inputs = in.readUnsignedShort();
            boolean uncertain = in.readBoolean();
            double logScale = in.readDouble();
            int count = in.readByte();
            List<SparseLayer> layers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                layers.add(SparseLayer.read(in, uncertain));
            }
            return new CompactNetwork(steps, inputs, uncertain, logScale, layers);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "a compact network ends early, after " + bytes.length + " bytes. Maybe the file was cut?", e);
        }
    }
}
