package io.credence.bnn.compression;

import io.credence.bnn.moments.Layout.Layer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One layer's weights while units are taken away.
 *
 * @param means {@code [outputs][inputs]}
 * @param variances of the same shape
 * @param biasMeans {@code [outputs]}
 * @param biasVariances {@code [outputs]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Weights(double[][] means, double[][] variances, double[] biasMeans, double[] biasVariances) {

    /** Of a flat vector, from that place on. */
    static Weights of(Layer layer, double[] means, double[] variances, int at) {
        int biases = at + layer.outputs() * layer.inputs();
        return new Weights(
                rows(layer, means, at),
                rows(layer, variances, at),
                Arrays.copyOfRange(means, biases, biases + layer.outputs()),
                Arrays.copyOfRange(variances, biases, biases + layer.outputs()));
    }

    private static double[][] rows(Layer layer, double[] flat, int at) {
        double[][] rows = new double[layer.outputs()][];
        Arrays.setAll(rows, o -> Arrays.copyOfRange(flat, at + o * layer.inputs(), at + (o + 1) * layer.inputs()));
        return rows;
    }

    int outputs() {
        return biasMeans.length;
    }

    boolean has(int output, int input) {
        return means[output][input] != 0 || variances[output][input] != 0;
    }

    /** Whether an output depends on any input. */
    boolean depends(int output) {
        return IntStream.range(0, means[output].length).anyMatch(input -> has(output, input));
    }

    /** Whether any output depends on an input. */
    boolean uses(int input) {
        return IntStream.range(0, outputs()).anyMatch(output -> has(output, input));
    }

    /** Without the outputs that are not kept. */
    Weights outputs(int[] kept) {
        return new Weights(
                Arrays.stream(kept).mapToObj(o -> means[o]).toArray(double[][]::new),
                Arrays.stream(kept).mapToObj(o -> variances[o]).toArray(double[][]::new),
                Arrays.stream(kept).mapToDouble(o -> biasMeans[o]).toArray(),
                Arrays.stream(kept).mapToDouble(o -> biasVariances[o]).toArray());
    }

    /** Without the inputs that are not kept. */
    Weights inputs(int[] kept) {
        return new Weights(columns(means, kept), columns(variances, kept), biasMeans, biasVariances);
    }

    private static double[][] columns(double[][] rows, int[] kept) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(kept).mapToDouble(i -> row[i]).toArray())
                .toArray(double[][]::new);
    }

    /** With what an input of constant moments brings in the biases. */
    Weights withConstant(int input, double mean, double variance) {
        double[] newMeans = biasMeans.clone();
        double[] newVariances = biasVariances.clone();
        for (int o = 0; o < outputs(); o++) {
            double w = means[o][input];
            newMeans[o] += w * mean;
            newVariances[o] += variances[o][input] * (variance + mean * mean) + w * w * variance;
        }
        return new Weights(means, variances, newMeans, newVariances);
    }
}
