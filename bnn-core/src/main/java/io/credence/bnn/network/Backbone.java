package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a head stands on: from {@code [batch, time, inputs]} to features {@code [batch, time, features]}, with recurrent state or
 * without. Its weights are points, or random; then its features have a variance.
 */
public abstract sealed class Backbone permits BlockBackbone, MomentBackbone {

    /** By which a checkpoint knows the LSTM of point weights. */
    public static final String LSTM_NAME = "lstm";

    /** By which a checkpoint knows the LSTM of random weights. */
    public static final String MOMENT_LSTM_NAME = "moment-lstm";

    /** How a backbone can be named in a checkpoint; a block from outside cannot. */
    private final String name;

    private final int inputs;
    private final int features;
    private final int layers;

    Backbone(String name, int inputs, int features, int layers) {
        this.name = name;
        this.inputs = inputs;
        this.features = features;
        this.layers = layers;
    }

    /**
     * A backbone without recurrent state, of any block.
     *
     * @param block maps {@code [batch, time, inputs]} to {@code [batch, time, features]}; not yet initialized
     */
    public static Backbone of(Block block, int inputs, int features) {
        return BlockBackbone.ofBlock(block, inputs, features);
    }

    /** An LSTM; its state per row is hidden and cell values of each layer. */
    public static Backbone lstm(int inputs, int hidden, int layers) {
        return BlockBackbone.ofLstm(inputs, hidden, layers);
    }

    /** An LSTM of one layer whose weights are random; its state per row is means and variances of hidden values, then of cell values. */
    public static Backbone momentLstm(int inputs, int hidden) {
        return new MomentBackbone(inputs, hidden);
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

    /** Whether its weights are random. */
    public abstract boolean random();

    /** How many rows of features its hidden state has, and its cell state: one for each layer, or with random weights mean and variance. */
    public int stateRows() {
        return random() ? 2 * layers : layers;
    }

    /** The state of a batch of which nothing has been seen: hidden and cell, each {@code [stateRows, batch, features]}; empty without state. */
    public NDList zeroState(NDManager manager, long batch) {
        if (layers == 0) {
            return new NDList();
        }
        Shape shape = new Shape(stateRows(), batch, features);
        return new NDList(manager.zeros(shape), manager.zeros(shape));
    }

    /** How many values a row's recurrent state has: hidden values, then cell values. */
    int stateSize() {
        return 2 * stateRows() * features;
    }

    /** Name and shape of each weight, placed one after the other. */
    abstract List<Slot> slots();

    /**
     * Where training starts, at the slots' places.
     *
     * @param into means, where weights are random
     */
    abstract void initial(float[] into, UniformRandomProvider random);

    /**
     * Runs it.
     *
     * @param input {@code [batch, time, inputs]}
     * @param states empty, or hidden and cell state, each {@code [stateRows, batch, features]}
     * @param values in the order of {@link #slots}; where weights are random all means, then all log standard deviations
     */
    abstract SequenceFeatures forward(NDArray input, NDList states, NDList values, boolean training);

    /** Weights uniform within {@code 1 / sqrt(fan-in)}. */
    static void uniform(float[] into, Slot slot, UniformRandomProvider random) {
        long fanIn = slot.size() / slot.shape()[0];
        double bound = 1 / Math.sqrt(fanIn);
        for (int i = slot.offset(); i < slot.end(); i++) {
            into[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
    }
}
