package io.credence.bnn.network.moment;

import io.credence.bnn.moments.Activation;
import io.credence.bnn.moments.Layout;
import io.credence.bnn.moments.Layout.Layer;
import io.credence.bnn.moments.SequencePropagation;
import io.credence.bnn.moments.SequencePropagation.Branch;
import java.util.ArrayList;
import java.util.List;

/**
 * A temporal convolutional network (Bai, Kolter and Koltun 2018): an embedding, then residual blocks of two causal convolutions with two taps
 * whose dilation doubles from block to block, so that b blocks see {@code 2^(b+1) - 1} steps.
 *
 * @param inputs at least 1
 * @param channels at least 1
 * @param blocks 1 to 10
 * @param outputs at least 1
 */
public record MomentTcn(int inputs, int channels, int blocks, int outputs) implements MomentNetwork {

    private static final int TAPS = 2;
    private static final int MOST_BLOCKS = 10;

    public MomentTcn {
        if (blocks < 1 || blocks > MOST_BLOCKS) {
            throw new IllegalArgumentException("blocks are " + blocks + "; allowed are 1 to " + MOST_BLOCKS);
        }
    }

    @Override
    public Layout layout() {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer("embedding", channels, inputs));
        for (int block = 0; block < blocks; block++) {
            layers.add(new Layer(branch(block).first(), channels, TAPS * channels));
            layers.add(new Layer(branch(block).second(), channels, TAPS * channels));
        }
        layers.add(new Layer("head", outputs, channels));
        return new Layout(layers);
    }

    @Override
    public <T> T forward(SequencePropagation<T> through, T x) {
        int steps = Windows.checked("a temporal convolutional network", through.steps(x), 1);
        T values = through.linear(x, "embedding");
        for (int block = 0; block < blocks; block++) {
            values = through.residual(values, branch(block));
        }
        return through.linear(through.at(values, steps - 1), "head");
    }

    private static Branch branch(int block) {
        String name = "block" + block;
        return new Branch(name + ".first", Activation.RELU, name + ".second", TAPS, 1 << block, false);
    }
}
