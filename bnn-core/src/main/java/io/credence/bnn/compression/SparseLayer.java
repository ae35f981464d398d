package io.credence.bnn.compression;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A linear layer of the weights that are not 0, on rows {@code [values][rows]} of means and variances: {@code mean = W m + b}, {@code variance = S (v + m^2) + W^2 v +
 * s}.
 */
final class SparseLayer {

    /** Of each output, rising. */
    private final int[][] inputs;

    private final float[][] means;
    private final float[][] variances;
    private final float[] biasMeans;
    private final float[] biasVariances;

    private SparseLayer(int[][] inputs, float[][] means, float[][] variances, float[][] biases) {
        this.inputs = inputs;
        this.means = means;
        this.variances = variances;
        this.biasMeans = biases[0];
        this.biasVariances = biases[1];
    }

    static SparseLayer of(Weights weights) {
        int outputs = weights.outputs();
        int[][] inputs = new int[outputs][];
        float[][] means = new float[outputs][];
        float[][] variances = new float[outputs][];
        for (int o = 0; o < outputs; o++) {
            int output = o;
            inputs[o] = IntStream.range(0, weights.means()[o].length)
                    .filter(i -> weights.has(output, i))
                    .toArray();
            means[o] = picked(weights.means()[o], inputs[o]);
            variances[o] = picked(weights.variances()[o], inputs[o]);
        }
        float[][] biases = {floats(weights.biasMeans()), floats(weights.biasVariances())};
        return new SparseLayer(inputs, means, variances, biases);
    }

    private static float[] picked(double[] values, int[] places) {
        return floats(Arrays.stream(places).mapToDouble(i -> values[i]).toArray());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    int outputs() {
        return biasMeans.length;
    }

    /** Weights that are there. */
    int weights() {
        return Arrays.stream(inputs).mapToInt(each -> each.length).sum();
    }

    /** Means alone, of weights that are certain. */
    void values(float[][] x, float[][] out) {
        for (int o = 0; o < out.length; o++) {
            Arrays.fill(out[o], biasMeans[o]);
            for (int k = 0; k < inputs[o].length; k++) {
                add(means[o][k], x[inputs[o][k]], out[o]);
            }
        }
    }

    /**
     * Both moments.
     *
     * @param m means
     * @param v variances
     * @param second {@code v + m^2}
     */
    void moments(float[][] m, float[][] v, float[][] second, float[][] mean, float[][] variance) {
        values(m, mean);
        for (int o = 0; o < variance.length; o++) {
            Arrays.fill(variance[o], biasVariances[o]);
            for (int k = 0; k < inputs[o].length; k++) {
                int i = inputs[o][k];
                float w = means[o][k];
                add(variances[o][k], second[i], variance[o]);
                add(w * w, v[i], variance[o]);
            }
        }
    }

    private static void add(float weight, float[] x, float[] sums) {
        for (int row = 0; row < sums.length; row++) {
            sums[row] += weight * x[row];
        }
    }

    void write(DataOutputStream out, boolean uncertain) throws IOException {
        out.writeShort(outputs());
        for (int o = 0; o < outputs(); o++) {
            out.writeShort(inputs[o].length);
            out.writeFloat(biasMeans[o]);
            for (int k = 0; k < inputs[o].length; k++) {
                out.writeShort(inputs[o][k]);
                out.writeFloat(means[o][k]);
            }
            if (uncertain) {
                out.writeFloat(biasVariances[o]);
                for (float variance : variances[o]) {
                    out.writeFloat(variance);
                }
            }
        }
    }

    static SparseLayer read(DataInputStream in, boolean uncertain) throws IOException {
        int outputs = in.readUnsignedShort();
        int[][] inputs = new int[outputs][];
        float[][] means = new float[outputs][];
        float[][] variances = new float[outputs][];
        float[][] biases = new float[2][outputs];
        for (int o = 0; o < outputs; o++) {
            int count = in.readUnsignedShort();
            inputs[o] = new int[count];
            means[o] = new float[count];
            variances[o] = new float[count];
            biases[0][o] = in.readFloat();
            for (int k = 0; k < count; k++) {
                inputs[o][k] = in.readUnsignedShort();
                means[o][k] = in.readFloat();
            }
            if (uncertain) {
                biases[1][o] = in.readFloat();
                for (int k = 0; k < count; k++) {
                    variances[o][k] = in.readFloat();
                }
            }
        }
        return new SparseLayer(inputs, means, variances, biases);
    }
}
