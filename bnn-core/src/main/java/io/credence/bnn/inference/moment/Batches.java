package io.credence.bnn.inference.moment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Chosen rows as tensors. */
final class Batches {

    private Batches() {}

    /** {@code [rows, steps, inputs]}. */
    static NDArray windows(NDManager manager, WindowData data, int[] rows) {
        float[] flat = new float[rows.length * data.width()];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(data.windows(), rows[i] * data.width(), flat, i * data.width(), data.width());
        }
        return manager.create(flat, new Shape(rows.length, data.steps(), data.inputs()));
    }

    static NDArray targets(NDManager manager, WindowData data, int[] rows) {
        float[] targets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            targets[i] = data.targets()[rows[i]];
        }
        return manager.create(targets);
    }
}
