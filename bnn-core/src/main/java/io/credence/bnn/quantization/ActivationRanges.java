package io.credence.bnn.quantization;

import io.credence.bnn.data.SequenceData;
import io.credence.bnn.network.Backbone;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.NetworkSpec;
import io.credence.bnn.network.SequenceNetwork;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** How far each input and each hidden value of an LSTM network reached on calibration data. */
public final class ActivationRanges {

    private final Scales inputs;
    private final List<Scales> hidden;

    private ActivationRanges(Scales inputs, List<Scales> hidden) {
        this.inputs = inputs;
        this.hidden = List.copyOf(hidden);
    }

    /**
     * Reads them.
     *
     * @param calibration series such as the network was trained on
     * @throws IllegalArgumentException when there is no calibration data, or the network has a part that eight bits do not have
     */
    public static ActivationRanges of(SequenceNetwork network, List<SequenceData> calibration) {
        requireFit(network);
        if (calibration.stream().mapToInt(SequenceData::steps).sum() == 0) {
            throw new IllegalArgumentException("calibration data are " + calibration.size()
                    + " series of 0 steps; the ranges of activations are read from at least 1."
                    + " Maybe give the series it was trained on?");
        }
        ActivationRanges ranges = empty(network.spec());
        try (NetworkSession session = network.open()) {
            calibration.forEach(series -> ranges.walk(session, series));
        }
        return ranges;
    }

    /**
     * Reads what {@link #encode} wrote for this network.
     *
     * @throws IllegalArgumentException when they are another network's
     */
    public static ActivationRanges decode(SequenceNetwork network, byte[] bytes) {
        requireFit(network);
        ActivationRanges ranges = empty(network.spec());
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            ranges.inputs.read(in);
            ranges.hidden.forEach(each -> each.read(in));
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("ranges of activations end early, after " + bytes.length + " bytes", e);
        }
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("ranges of activations have " + in.remaining()
                    + " bytes too many for this network. Maybe they are another's?");
        }
        return ranges;
    }

    private static ActivationRanges empty(NetworkSpec spec) {
        List<Scales> hidden = new ArrayList<>();
        for (int layer = 0; layer < spec.backbone().layers(); layer++) {
            hidden.add(new Scales(spec.backbone().features()));
        }
        return new ActivationRanges(new Scales(spec.inputs()), hidden);
    }

    private static void requireFit(SequenceNetwork network) {
        String backbone = network.spec().backbone().name();
        if (!backbone.equals(Backbone.LSTM_NAME)) {
            throw new IllegalArgumentException("the backbone is '" + backbone
                    + "'; eight bits have an LSTM of point weights only. Maybe serve it as it is?");
        }
        if (network.headFactor() != null) {
            throw new IllegalArgumentException(
                    "the head's weights depend on each other; eight bits have independent ones"
                            + " only. Maybe train it by 'bbb', or serve it as it is?");
        }
    }

    private void walk(NetworkSession session, SequenceData series) {
        byte[] bytes = session.initialState();
        float[] state = new float[bytes.length / Float.BYTES];
        float[] features = new float[series.inputs()];
        for (int step = 0; step < series.steps(); step++) {
            series.copyFeatures(step, step + 1, features, 0);
            inputs.see(features, 0);
            bytes = session.step(new float[][] {features}, new byte[][] {bytes}).states()[0];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(state);
            for (int layer = 0; layer < hidden.size(); layer++) {
                hidden.get(layer).see(state, layer * hidden.get(layer).width());
            }
        }
    }

    /** As bytes. */
    public byte[] encode() {
        int width = inputs.width() + hidden.stream().mapToInt(Scales::width).sum();
        ByteBuffer out = ByteBuffer.allocate(width * Float.BYTES);
        inputs.write(out);
        hidden.forEach(each -> each.write(out));
        return out.array();
    }

    /** Sizes of the inputs' steps. */
    float[] inputSteps() {
        return inputs.steps();
    }

    /** Sizes of the steps of one layer's hidden values. */
    float[] hiddenSteps(int layer) {
        return hidden.get(layer).steps();
    }
}
