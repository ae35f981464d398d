package io.credence.bnn.inference.moment;

/**
 * Windows of a series and what came after each.
 *
 * @param windows row-major {@code [rows, steps, inputs]}
 * @param steps of a window, at least 1
 * @param inputs of a step, at least 1
 * @param targets one a row, at least one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record WindowData(float[] windows, int steps, int inputs, float[] targets) {

    public WindowData {
        if (steps < 1 || inputs < 1 || targets.length < 1 || windows.length != targets.length * steps * inputs) {
            throw new IllegalArgumentException(
                    targets.length + " targets with windows of " + steps + " steps and " + inputs
                            + " inputs do not fit " + windows.length
                            + " numbers; there must be targets x steps x inputs, each at least 1");
        }
    }

    public int rows() {
        return targets.length;
    }

    /** Numbers of one window. */
    int width() {
        return steps * inputs;
    }
}
