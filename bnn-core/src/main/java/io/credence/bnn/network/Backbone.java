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
 * The deterministic part of a network: from {@code [batch, time, inputs]} to features {@code [batch, time, features]}, with
 * recurrent state or without. This is the one place where a DJL block enters.
 *
 * <p>The block gives structure only. Its own arrays are never read after construction: parameters come from outside at every
 * call, so that the network is a pure function of (parameters, input), and one block serves any number of sessions.
 */
public final class Backbone {

    private static final int STATELESS = 0;

    /** How a backbone can be named in a checkpoint; a block from outside cannot. */
    private final String name;

    private final Block block;
    private final int inputs;
    private final int features;
    private final int layers;
    private final List<Parameter> parameters;
    private final List<float[]> initial;

    private Backbone(String name, Block block, int inputs, int features, int layers) {
        this.name = name;
        this.block = block;
        this.inputs = inputs;
        this.features = features;
        this.layers = layers;
        this.parameters = new ArrayList<>();
        this.initial = new ArrayList<>();
        initialize();
    }

    /**
     * A backbone without recurrent state, of any block.
     *
     * @param block maps {@code [batch, time, inputs]} to {@code [batch, time, features]}; not yet initialized
     */
    public static Backbone of(Block block, int inputs, int features) {
        return new Backbone("block", block, inputs, features, STATELESS);
    }

    /** An LSTM; its state per row is hidden and cell values of each layer. */
    public static Backbone lstm(int inputs, int hidden, int layers) {
        Block block = LSTM.builder()
                .setStateSize(hidden)
                .setNumLayers(layers)
                .optBatchFirst(true)
                .optReturnState(true)
                .optHasBiases(true)
                .build();
        return new Backbone("lstm", block, inputs, hidden, layers);
    }

    public String name() {
        return name;
    }

    public int inputs() {
        return inputs;
    }

    public int features() {
        return features;
    }

    /** Layers with recurrent state; 0 without any. */
    public int layers() {
        return layers;
    }

    /** How many values a row's recurrent state has, over all layers: hidden values, then cell values. */
    int stateSize() {
        return 2 * layers * features;
    }

    /** Name and shape of each parameter, placed one after the other. */
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

    /**
     * Where training starts: weights uniform within 1/sqrt(fan-in), an LSTM's forget gates open (Jozefowicz et al. 2015),
     * other vectors as the block has them.
     */
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

    /**
     * Runs it.
     *
     * @param input {@code [batch, time, inputs]}
     * @param states empty, or hidden and cell state, each {@code [layers, batch, features]}
     * @param values in the order of {@link #slots}
     * @return features, then the states after the last step
     */
    NDList forward(NDArray input, NDList states, NDList values, boolean training) {
        NDList all = new NDList(input);
        all.addAll(states);
        return block.forward(new GivenParameters(parameters, values), all, training);
    }

    private void initialize() {
        TensorEngine.enter(false);
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, inputs));
            for (Pair<String, Parameter> pair : block.getParameters()) {
                parameters.add(pair.getValue());
                initial.add(pair.getValue().getArray().toFloatArray());
            }
        }
    }

    private static long[] shape(Parameter parameter) {
        return parameter.getShape().getShape();
    }

    private static void uniform(float[] into, Slot slot, UniformRandomProvider random) {
        long fanIn = slot.size() / slot.shape()[0];
        double bound = 1 / Math.sqrt(fanIn);
        for (int i = slot.offset(); i < slot.end(); i++) {
            into[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
    }

    /** The engine orders an LSTM's gates input, forget, cell, output; each layer has two biases, which add. */
    private void openForgetGates(float[] into, Slot slot) {
        if (name.equals("lstm") && slot.name().contains("I2H")) {
            for (int i = features; i < 2 * features; i++) {
                into[slot.offset() + i] = 1;
            }
        }
    }
}
