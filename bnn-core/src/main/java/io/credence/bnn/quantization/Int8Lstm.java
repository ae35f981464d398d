package io.credence.bnn.quantization;

/**
 * One LSTM layer, a step at a time: gates in the engine's order input, forget, cell, output, of eight-bit products; the cell's own values stay
 * floats, since rounding errors would add up in them.
 */
final class Int8Lstm {

    private final int inputs;
    private final int width;
    private final Int8Layer gates;
    private final float[] inverse;

    /** @param steps sizes of the inputs' steps, then of the hidden values', {@code [inputs + width]} */
    Int8Lstm(int inputs, int width, Int8Layer gates, float[] steps) {
        this.inputs = inputs;
        this.width = width;
        this.gates = gates;
        this.inverse = Scales.inverted(steps);
    }

    int bytes() {
        return gates.bytes() + Float.BYTES * inverse.length;
    }

    /** Arrays for so many rows. */
    Scratch scratch(int rows) {
        return new Scratch(new float[inverse.length][rows], new float[gates.outputs()][rows]);
    }

    /** What a step overwrites. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Scratch(float[][] q, float[][] sums) {}

    /**
     * Moves rows on.
     *
     * @param x {@code [inputs][rows]}
     * @param hidden values, {@code [width][rows]}, overwritten
     * @param cell values of the same shape, overwritten
     */
    void step(float[][] x, float[][] hidden, float[][] cell, Scratch scratch) {
        for (int i = 0; i < inputs; i++) {
            Scales.round(x[i], inverse[i], scratch.q[i]);
        }
        for (int i = 0; i < width; i++) {
            Scales.round(hidden[i], inverse[inputs + i], scratch.q[inputs + i]);
        }
        float[][] sums = scratch.sums;
        gates.apply(scratch.q, sums);
        for (int i = 0; i < width; i++) {
            Saturating.sigmoid(sums[i]);
            Saturating.sigmoid(sums[width + i]);
            Saturating.tanh(sums[2 * width + i]);
            Saturating.sigmoid(sums[3 * width + i]);
            next(sums[i], sums[width + i], sums[2 * width + i], cell[i]);
            output(sums[3 * width + i], cell[i], hidden[i]);
        }
    }

    private static void next(float[] entry, float[] kept, float[] candidate, float[] cell) {
        for (int row = 0; row < cell.length; row++) {
            cell[row] = kept[row] * cell[row] + entry[row] * candidate[row];
        }
    }

    private static void output(float[] exit, float[] cell, float[] hidden) {
        for (int row = 0; row < hidden.length; row++) {
            hidden[row] = exit[row] * Saturating.tanh(cell[row]);
        }
    }
}
