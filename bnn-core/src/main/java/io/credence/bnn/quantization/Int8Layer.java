package io.credence.bnn.quantization;

import java.util.Arrays;

/**
 * {@code W x + b} with weights of eight bits: {@code out_o = scale_o sum_i w_oi q_i + b_o}, where {@code x_i = s_i q_i} and {@code w_oi = W_oi s_i / scale_o},
 * both rounded to whole numbers from -127 to 127.
 */
final class Int8Layer {

    /** The largest magnitude of eight bits that has an opposite. */
    static final int MOST = 127;

    /** With more, a sum of products could pass 2^24, beyond which floats skip whole numbers. */
    static final int MOST_INPUTS = (1 << 24) / (MOST * MOST);

    /** {@code [outputs][inputs]}. */
    private final byte[][] weights;

    private final float[] scales;
    private final float[] biases;

    private Int8Layer(byte[][] weights, float[] scales, float[] biases) {
        this.weights = weights;
        this.scales = scales;
        this.biases = biases;
    }

    /**
     * Rounds a layer's weights.
     *
     * @param weights {@code [outputs, inputs]}, row by row
     * @param steps sizes of each input's steps, above 0
     */
    static Int8Layer of(float[] weights, float[] biases, float[] steps) {
        int inputs = steps.length;
        if (inputs > MOST_INPUTS) {
            throw new IllegalArgumentException("a layer has " + inputs + " inputs; eight bits allow at most "
                    + MOST_INPUTS + ", beyond which sums are not exact. Maybe a narrower network?");
        }
        byte[][] rounded = new byte[biases.length][];
        float[] scales = new float[biases.length];
        for (int o = 0; o < biases.length; o++) {
            float[] scaled = new float[inputs];
            for (int i = 0; i < inputs; i++) {
                scaled[i] = weights[o * inputs + i] * steps[i];
            }
            scales[o] = Scales.step(scaled);
            rounded[o] = Scales.rounded(scaled, scales[o]);
        }
        return new Int8Layer(rounded, scales, biases.clone());
    }

    int outputs() {
        return biases.length;
    }

    /** Bytes of all that it holds. */
    int bytes() {
        return outputs() * (weights[0].length + 2 * Float.BYTES);
    }

    /**
     * Computes it for many rows.
     *
     * @param q whole numbers from -127 to 127, {@code [inputs][rows]}
     * @param out {@code [outputs][rows]}
     */
    void apply(float[][] q, float[][] out) {
        for (int o = 0; o < out.length; o++) {
            sum(weights[o], q, out[o]);
            finish(out[o], scales[o], biases[o]);
        }
    }

    /** Four inputs at a time, which spares three of four loads and stores of the sums. */
    private static void sum(byte[] w, float[][] q, float[] sums) {
        Arrays.fill(sums, 0);
        int i = 0;
        for (; i + 4 <= w.length; i += 4) {
            add(w[i], w[i + 1], w[i + 2], w[i + 3], q[i], q[i + 1], q[i + 2], q[i + 3], sums);
        }
        for (; i < w.length; i++) {
            add(w[i], q[i], sums);
        }
    }

    /** All arrays are read at the same index, or the compiler must fear that they overlap. */
    private static void add(
            float s, float t, float u, float v, float[] a, float[] b, float[] c, float[] d, float[] sums) {
        for (int row = 0; row < sums.length; row++) {
            sums[row] += s * a[row] + t * b[row] + u * c[row] + v * d[row];
        }
    }

    private static void add(float s, float[] a, float[] sums) {
        for (int row = 0; row < sums.length; row++) {
            sums[row] += s * a[row];
        }
    }

    private static void finish(float[] sums, float scale, float bias) {
        for (int row = 0; row < sums.length; row++) {
            sums[row] = sums[row] * scale + bias;
        }
    }
}
