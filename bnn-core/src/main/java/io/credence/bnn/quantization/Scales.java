package io.credence.bnn.quantization;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** How far values reached on calibration data, and the steps of eight bits that follow. */
final class Scales {

    /** Added and taken away it leaves a float without its fraction: 1.5 x 2^23, where floats are whole numbers. */
    private static final float WHOLE = 12_582_912f;

    private final float[] most;

    Scales(int width) {
        most = new float[width];
    }

    void see(float[] values, int from) {
        for (int i = 0; i < most.length; i++) {
            most[i] = Math.max(most[i], Math.abs(values[from + i]));
        }
    }

    int width() {
        return most.length;
    }

    void write(ByteBuffer out) {
        for (float each : most) {
            out.putFloat(each);
        }
    }

    /** Finite and at least 0, or they are no ranges. */
    void read(ByteBuffer in) {
        for (int i = 0; i < most.length; i++) {
            most[i] = in.getFloat();
            if (!(most[i] >= 0 && most[i] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "range " + i + " of activations is " + most[i] + "; it must be finite and at least 0");
            }
        }
    }

    /** The size of a step for each value. */
    float[] steps() {
        float[] steps = new float[most.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = step(new float[] {most[i]});
        }
        return steps;
    }

    /** The step by which the largest of these is 127 of them; of zeros, 1. */
    static float step(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest == 0 ? 1 : largest / Int8Layer.MOST;
    }

    static byte[] rounded(float[] values, float step) {
        byte[] rounded = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (byte) Math.round(values[i] / step);
        }
        return rounded;
    }

    /** Whole numbers of steps, cut at 127. */
    static void round(float[] values, float inverse, float[] into) {
        for (int row = 0; row < into.length; row++) {
            float scaled = Math.max(-Int8Layer.MOST, Math.min(Int8Layer.MOST, values[row] * inverse));
            into[row] = scaled + WHOLE - WHOLE;
        }
    }

    static float[] joined(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static float[] inverted(float[] steps) {
        float[] inverse = new float[steps.length];
        for (int i = 0; i < steps.length; i++) {
            inverse[i] = 1 / steps[i];
        }
        return inverse;
    }
}
