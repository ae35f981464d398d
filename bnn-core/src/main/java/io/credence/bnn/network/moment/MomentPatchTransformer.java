package io.credence.bnn.network.moment;

import io.credence.bnn.moments.Activation;
import io.credence.bnn.moments.Layout;
import io.credence.bnn.moments.Layout.Layer;
import io.credence.bnn.moments.SequencePropagation;
import io.credence.bnn.moments.SequencePropagation.Branch;
import java.util.ArrayList;
import java.util.List;

/**
 * A transformer over patches of a window (Nie et al. 2023, "A Time Series is Worth 64 Words"), with the norm before each branch (Xiong et al.
 * 2020): of each depth {@code x += out(attention(norm(x)))}, {@code x += down(relu(up(norm(x))))}; then the last patch.
 *
 * @param inputs at least 1
 * @param patch steps that make one, at least 1
 * @param width features of a patch, a multiple of heads
 * @param heads at least 1
 * @param depth layers of attention, at least 1
 * @param outputs at least 1
 */
public record MomentPatchTransformer(int inputs, int patch, int width, int heads, int depth, int outputs)
        implements MomentNetwork {

    /** Of the sines and cosines that say where a patch stands. */
    private static final int POSITIONS = 4;

    public MomentPatchTransformer {
        if (patch < 1 || heads < 1 || depth < 1 || width % heads != 0) {
            throw new IllegalArgumentException("patch is " + patch + ", width " + width + ", heads " + heads
                    + ", depth " + depth + "; each must be at least 1, and the width a multiple of the heads");
        }
    }

    @Override
    public Layout layout() {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("embedding", width, patch * inputs + POSITIONS));
        for (int layer = 0; layer < depth; layer++) {
            layers.add(new Layer(name(layer, "attend"), 3 * width, width));
            layers.add(new Layer(name(layer, "out"), width, width));
            layers.add(new Layer(branch(layer).first(), 2 * width, width));
            layers.add(new Layer(branch(layer).second(), width, 2 * width));
        }
        layers.add(new Layer("head", outputs, width));
        return new Layout(layers);
    }

    @Override
    public <T> T forward(SequencePropagation<T> through, T x) {
        Windows.checked("a patch transformer", through.steps(x), patch);
        T patches = through.patches(x, patch);
        T places = through.known(patches, places(through.steps(patches)));
        T values = through.linear(through.join(List.of(patches, places)), "embedding");
        for (int layer = 0; layer < depth; layer++) {
            values = through.add(values, attended(through, values, layer));
            values = through.residual(values, branch(layer));
        }
        return through.linear(through.normalise(through.at(values, through.steps(values) - 1)), "head");
    }

    private <T> T attended(SequencePropagation<T> through, T values, int layer) {
        List<T> parts = through.split(through.linear(through.normalise(values), name(layer, "attend")), 3);
        return through.linear(through.attention(parts.get(0), parts.get(1), parts.get(2), heads), name(layer, "out"));
    }

    private static double[][] places(int patches) {
        double[][] places = new double[patches][POSITIONS];
        for (int i = 0; i < patches; i++) {
            for (int k = 0; k < POSITIONS / 2; k++) {
                double angle = Math.PI * (k + 1) * (i + 0.5) / patches;
                places[i][2 * k] = Math.sin(angle);
                places[i][2 * k + 1] = Math.cos(angle);
            }
        }
        return places;
    }

    private static Branch branch(int layer) {
        return new Branch(name(layer, "up"), Activation.RELU, name(layer, "down"), 1, 1, true);
    }

    private static String name(int layer, String part) {
        return "layer" + layer + "." + part;
    }
}
