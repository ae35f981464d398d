package io.credence.bnn.quantization;

import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rounds a network's layers. */
final class Quantizer {

    private final NetworkSpec spec;
    private final float[] parameters;
    private final ActivationRanges ranges;

    Quantizer(SequenceNetwork network, ActivationRanges ranges) {
        this.spec = network.spec();
        this.parameters = network.parameters();
        this.ranges = ranges;
    }

    QuantizedNetwork network() {
        List<Int8Lstm> layers = new ArrayList<>();
        for (int layer = 0; layer < spec.backbone().layers(); layer++) {
            layers.add(lstm(layer));
        }
        float[] top = ranges.hiddenSteps(spec.backbone().layers() - 1);
        QuantizedNetwork.Dense dense = spec.dense() == 0
                ? null
                : new QuantizedNetwork.Dense(Int8Layer.of(named("dense.weight"), named("dense.bias"), top), top);
        return new QuantizedNetwork(spec, layers, dense, head(top), rawDf());
    }

    /** The engine's two products of a layer become one over inputs and hidden values; its two biases add. */
    private Int8Lstm lstm(int layer) {
        List<Slot> slots = spec.slots();
        int width = spec.backbone().features();
        float[] below = layer == 0 ? ranges.inputSteps() : ranges.hiddenSteps(layer - 1);
        float[] steps = Scales.joined(below, ranges.hiddenSteps(layer));
        float[] byInput = values(slots.get(4 * layer));
        float[] byHidden = values(slots.get(4 * layer + 1));
        float[] bias = values(slots.get(4 * layer + 2));
        float[] more = values(slots.get(4 * layer + 3));
        float[] weights = new float[4 * width * steps.length];
        for (int o = 0; o < 4 * width; o++) {
            System.arraycopy(byInput, o * below.length, weights, o * steps.length, below.length);
            System.arraycopy(byHidden, o * width, weights, o * steps.length + below.length, width);
            bias[o] += more[o];
        }
        return new Int8Lstm(below.length, width, Int8Layer.of(weights, bias, steps), steps);
    }

    private QuantizedNetwork.Head head(float[] top) {
        float[] below = top;
        if (spec.dense() > 0) {
            below = new float[spec.dense()];
            Arrays.fill(below, 1f / Int8Layer.MOST); // a tanh reaches no further than 1
        }
        float[] steps = spec.skipInputs() ? Scales.joined(below, ranges.inputSteps()) : below;
        return new QuantizedNetwork.Head(
                Int8Layer.of(named("head.weight.mean"), named("head.bias.mean"), steps),
                new VarianceLayer(sds("head.weight.log_sd"), sds("head.bias.log_sd"), steps),
                steps);
    }

    private Gaussian[] rawDf() {
        float[] means = named("head.raw_df.mean");
        float[] sds = sds("head.raw_df.log_sd");
        Gaussian[] rawDf = new Gaussian[means.length];
        Arrays.setAll(rawDf, h -> new Gaussian(means[h], sds[h]));
        return rawDf;
    }

    private float[] sds(String name) {
        float[] logs = named(name);
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.exp(logs[i]);
        }
        return logs;
    }

    private float[] named(String name) {
        return values(spec.slots().stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    private float[] values(Slot slot) {
        return Arrays.copyOfRange(parameters, slot.offset(), slot.offset() + slot.size());
    }
}
