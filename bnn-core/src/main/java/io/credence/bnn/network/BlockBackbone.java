package io.credence.bnn.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.util.Pair;
import io.credence.bnn.engine.TensorEngine;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A deterministic backbone: a DJL block. This is the one place where one enters.
 *
 * <p>The block gives structure only. Its own arrays are never read after construction: parameters come from outside at every
 * call, so that the network is a pure function of (parameters, input), and one block serves any number of sessions.
 */
final class BlockBackbone extends Backbone {

    private static final int STATELESS = 0;

    private final Block block;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<float[]> initial = new ArrayList<>();

    private BlockBackbone(String name, Block block, int inputs, int features, int layers) {
        super(name, inputs, features, layers);
        this.block = block;
        initialize();
    }

    static BlockBackbone ofBlock(Block block, int inputs, int features) {
        return new BlockBackbone("block", block, inputs, features, STATELESS);
    }

    static BlockBackbone ofLstm(int inputs, int hidden, int layers) {
        Block block = LSTM.builder()
                .setStateSize(hidden)
                .setNumLayers(layers)
                .optBatchFirst(true)
                .optReturnState(true)
                .optHasBiases(true)
                .build();
        return new BlockBackbone(LSTM_NAME, block, inputs, hidden, layers);
    }

    @Override
    public boolean random() {
        return false;
    }

    @Override
    List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        int offset = 0;
        for (Parameter parameter : parameters) {
            Slot slot = new Slot("backbone." + slots.size() + "." + parameter.getName(), shape(parameter), offset);
            slots.add(slot);
            offset = slot.end();
        }
        return slots;
    }

    /** Weights uniform within 1/sqrt(fan-in), an LSTM's forget gates open (Jozefowicz et al. 2015), other vectors as the block has them. */
    @Override
    void initial(float[] into, UniformRandomProvider random) {
        List<Slot> slots = slots();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.shape().length >= 2) {
                uniform(into, slot, random);
            } else {
                System.arraycopy(initial.get(i), 0, into, slot.offset(), slot.size());
                openForgetGates(into, slot);
            }
        }
    }

    @Override
    SequenceFeatures forward(NDArray input, NDList states, NDList values, boolean training) {
        NDList all = new NDList(input);
        all.addAll(states);
        NDList out = block.forward(new GivenParameters(parameters, values), all, training);
        return new SequenceFeatures(out.head(), null, out.subNDList(1));
    }

    private void initialize() {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, inputs()));
            for (Pair<String, Parameter> pair : block.getParameters()) {
                parameters.add(pair.getValue());
                initial.add(pair.getValue().getArray().toFloatArray());
            }
        }
    }

    private static long[] shape(Parameter parameter) {
        return parameter.getShape().getShape();
    }

    /** The engine orders an LSTM's gates input, forget, cell, output; each layer has two biases, which add. */
    private void openForgetGates(float[] into, Slot slot) {
        if (name().equals(LSTM_NAME) && slot.name().contains("I2H")) {
            for (int i = features(); i < 2 * features(); i++) {
                into[slot.offset() + i] = 1;
            }
        }
    }
}
