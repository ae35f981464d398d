package io.credence.bnn.network;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Recurrent states of one tile, between a row's bytes and the engine's arrays. A row's bytes are little-endian floats: hidden
 * values of each layer, then cell values of each layer; with random weights means, then variances in place of layers.
 */
final class StateTile {

    private static final int TILE = NetworkSession.TILE;

    private final int layers;
    private final int width;
    private final float[] hidden;
    private final float[] cell;

    StateTile(Backbone backbone) {
        layers = backbone.stateRows();
        width = backbone.features();
        hidden = new float[layers * TILE * width];
        cell = new float[hidden.length];
    }

    int bytes() {
        return 2 * layers * width * Float.BYTES;
    }

    /** Reads rows [from, from + rows); the tile's other rows keep what they had, which changes no other row's result. */
    void load(byte[][] states, int from, int rows) {
        for (int row = 0; row < rows; row++) {
            ByteBuffer bytes = ByteBuffer.wrap(states[from + row]).order(ByteOrder.LITTLE_ENDIAN);
            read(bytes, hidden, row);
            read(bytes, cell, row);
        }
    }

    NDList tensors(NDManager manager) {
        if (layers == 0) {
            return new NDList();
        }
        Shape shape = new Shape(layers, TILE, width);
        return new NDList(manager.create(hidden, shape), manager.create(cell, shape));
    }

    void store(NDList tensors, byte[][] states, int from, int rows) {
        float[] newHidden = layers == 0 ? hidden : tensors.get(0).toFloatArray();
        float[] newCell = layers == 0 ? cell : tensors.get(1).toFloatArray();
        for (int row = 0; row < rows; row++) {
            ByteBuffer bytes = ByteBuffer.allocate(bytes()).order(ByteOrder.LITTLE_ENDIAN);
            write(bytes, newHidden, row);
            write(bytes, newCell, row);
            states[from + row] = bytes.array();
        }
    }

    private void read(ByteBuffer from, float[] into, int row) {
        for (int layer = 0; layer < layers; layer++) {
            int at = (layer * TILE + row) * width;
            for (int i = 0; i < width; i++) {
                into[at + i] = from.getFloat();
            }
        }
    }

    private void write(ByteBuffer into, float[] from, int row) {
        for (int layer = 0; layer < layers; layer++) {
            int at = (layer * TILE + row) * width;
            for (int i = 0; i < width; i++) {
                into.putFloat(from[at + i]);
            }
        }
    }
}
