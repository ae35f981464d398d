package io.credence.bnn.moments;

import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The linear layers of a network, one after the other in a flat vector: of each the weights {@code [outputs, inputs]}, then the biases
 * {@code [outputs]}.
 *
 * @param layers with names that differ, at least one
 */
public record Layout(List<Layer> layers) {

    /**
     * A linear layer.
     *
     * @param name by which a network asks for it
     * @param outputs at least 1
     * @param inputs the fan-in, at least 1; of a convolution: taps times channels
     */
    public record Layer(String name, int outputs, int inputs) {

        public Layer {
            if (outputs < 1 || inputs < 1) {
                throw new IllegalArgumentException("layer " + name + " has " + outputs + " outputs and " + inputs
                        + " inputs; both must be at least 1");
            }
        }

        int size() {
            return outputs * (inputs + 1);
        }
    }

    public Layout {
        layers = List.copyOf(layers);
        String names = layers.stream().map(Layer::name).collect(Collectors.joining(", "));
        if (layers.isEmpty() || layers.stream().map(Layer::name).distinct().count() < layers.size()) {
            throw new IllegalArgumentException(
                    "layers are [" + names + "]; there must be at least one, with names that differ");
        }
    }

    public static Layout of(Layer... layers) {
        return new Layout(List.of(layers));
    }

    /** Numbers in the flat vector. */
    public int size() {
        return layers.stream().mapToInt(Layer::size).sum();
    }

    /** Means to start from: weights from N(0, 1 / fan-in), biases 0. */
    public double[] initial(Key key) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        double[] means = new double[size()];
        int at = 0;
        for (Layer layer : layers) {
            int weights = layer.outputs * layer.inputs;
            for (int i = 0; i < weights; i++) {
                means[at + i] = gaussian.sample() / Math.sqrt(layer.inputs);
            }
            at += layer.size();
        }
        return means;
    }

    /**
     * Variances that are a share of the starting means': {@code share / fan-in} of each weight and bias. A layer then adds a variance of
     * about {@code share} times its input's mean square, however wide it is.
     *
     * @param share above 0
     */
    public double[] variances(double share) {
        if (!(share > 0) || !Double.isFinite(share)) {
            throw new IllegalArgumentException("the variance's share is " + share + "; it must be above 0 and finite");
        }
        double[] variances = new double[size()];
        int at = 0;
        for (Layer layer : layers) {
            Arrays.fill(variances, at, at + layer.size(), share / layer.inputs);
            at += layer.size();
        }
        return variances;
    }
}
