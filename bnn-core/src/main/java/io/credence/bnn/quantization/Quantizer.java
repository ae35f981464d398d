package io.credence.bnn.quantization;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.distribution.Gaussian;
import io.credence.bnn.network.Backbone;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.network.Slot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the ranges of a network's activations from series, and rounds its layers. */
final class Quantizer {

    private final NetworkSpec spec;
    private final float[] parameters;
    private final Scales inputs;
    private final List<Scales> hidden = new ArrayList<>();

    Quantizer(SequenceNetwork network, List<SequenceData> calibration) {
        spec = network.spec();
        parameters = network.parameters();
        inputs = new Scales(spec.inputs());
        for (int layer = 0; layer < spec.backbone().layers(); layer++) {
            hidden.add(new Scales(spec.backbone().features()));
        }
        try (NetworkSession session = network.open()) {
            calibration.forEach(series -> walk(session, series));
        }
    }

    /** The series, where the network and they are what eight bits need. */
    static List<SequenceData> checked(SequenceNetwork network, List<SequenceData> calibration) {
        int steps = calibration.stream().mapToInt(SequenceData::steps).sum();
        if (steps == 0) {
            throw new IllegalArgumentException("calibration data are " + calibration.size()
                    + " series of 0 steps; the ranges of activations are read from at least 1."
                    + " Maybe give the series it was trained on?");
        }
        NetworkSpec spec = network.spec();
        if (!spec.backbone().name().equals(Backbone.LSTM_NAME)) {
            throw new IllegalArgumentException("the backbone is '" + spec.backbone().name()
                    + "'; eight bits have an LSTM of point weights only. Maybe serve it as it is?");
        }
        if (network.headFactor() != null) {
            throw new IllegalArgumentException("the head's weights depend on each other; eight bits have independent ones only."
                    + " Maybe train it by 'bbb', or serve it as it is?");
        }
        return calibration;
    }

    private void walk(NetworkSession session, SequenceData series) {
        int width = spec.backbone().features();
        float[] state = new float[2 * hidden.size() * width];
        float[] features = new float[spec.inputs()];
        byte[] bytes = session.initialState();
        for (int step = 0; step < series.steps(); step++) {
            series.copyFeatures(step, step + 1, features, 0);
            inputs.see(features, 0);
            bytes = session.step(new float[][] {features}, new byte[][] {bytes}).states()[0];
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(state);
            for (int layer = 0; layer < hidden.size(); layer++) {
                hidden.get(layer).see(state, layer * width);
            }
        }
    }

    QuantizedNetwork network() {
        List<Int8Lstm> layers = new ArrayList<>();
        for (int layer = 0; layer < hidden.size(); layer++) {
            layers.add(lstm(layer));
        }
        float[] top = hidden.getLast().steps();
        QuantizedNetwork.Dense dense = spec.dense() == 0
                ? null
                : new QuantizedNetwork.Dense(Int8Layer.of(named("dense.weight"), named("dense.bias"), top), top);
        return new QuantizedNetwork(spec, layers, dense, head(top), rawDf());
    }

    /** The engine's two products of a layer become one over inputs and hidden values; its two biases add. */
    private Int8Lstm lstm(int layer) {
        List<Slot> slots = spec.slots();
        int width = spec.backbone().features();
        float[] below = layer == 0 ? inputs.steps() : hidden.get(layer - 1).steps();
        float[] steps = Scales.joined(below, hidden.get(layer).steps());
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
        float[] steps = spec.skipInputs() ? Scales.joined(below, inputs.steps()) : below;
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
