package io.credence.bnn.quantization;

import java.util.Arrays;

/** {@code S^2 x^2 + s^2} by roots of eight bits: {@code var_o = scale_o^2 sum_i (w_oi q_i)^2 + s_o^2}, {@code S_oi s_i = scale_o w_oi}, w from 0 to 127. */
final class VarianceLayer {

    /** {@code [outputs][inputs]}. */
    private final byte[][] roots;

    private final float[] squaredScales;
    private final float[] biases;

    /**
     * Rounds standard deviations.
     *
     * @param sds {@code [outputs, inputs]}, row by row
     * @param biasSds {@code [outputs]}
     * @param steps sizes of each input's steps, above 0
     */
    VarianceLayer(float[] sds, float[] biasSds, float[] steps) {
        int inputs = steps.length;
        roots = new byte[biasSds.length][];
        squaredScales = new float[biasSds.length];
        biases = new float[biasSds.length];
        for (int o = 0; o < biasSds.length; o++) {
            float[] scaled = new float[inputs];
            for (int i = 0; i < inputs; i++) {
                scaled[i] = sds[o * inputs + i] * steps[i];
            }
            float scale = Scales.step(scaled);
            roots[o] = Scales.rounded(scaled, scale);
            squaredScales[o] = scale * scale;
            biases[o] = biasSds[o] * biasSds[o];
        }
    }

    int bytes() {
        return biases.length * (roots[0].length + 2 * Float.BYTES);
    }

    /**
     * Computes it for many rows.
     *
     * @param squares of whole numbers from -127 to 127, {@code [inputs][rows]}
     * @param out {@code [outputs][rows]}, at least 0
     */
    void apply(float[][] squares, float[][] out) {
        for (int o = 0; o < out.length; o++) {
            Arrays.fill(out[o], biases[o]);
            byte[] root = roots[o];
            for (int i = 0; i < root.length; i++) {
                float w = root[i];
                add(w * w * squaredScales[o], squares[i], out[o]);
            }
        }
    }

    private static void add(float weight, float[] squares, float[] sums) {
        for (int row = 0; row < sums.length; row++) {
            sums[row] += weight * squares[row];
        }
    }
}
