package io.credence.bnn.network;

import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A regression network with one hidden layer: {@code outputs = relu(x W1 + b1) W2 + b2}. A parameter vector ("point") holds, in
 * this order, {@code W1 [inputs, hidden]}, {@code b1 [hidden]}, {@code W2 [hidden, outputs]}, {@code b2 [outputs]}, and with
 * {@link Head#HOMOSCEDASTIC} the log standard deviation of the noise.
 *
 * <p>Inputs and targets are meant to be standardised, see {@link io.credence.bnn.data.Standardiser}.
 *
 * @param inputs at least 1
 * @param hidden units, at least 1
 * @param head what the outputs mean
 */
public record FeedForward(int inputs, int hidden, Head head) {

    /** The least standard deviation that a heteroscedastic head can give, in standard deviations of the target. */
    public static final double LEAST_SD = 1e-3;

    /** What the outputs mean: both are Gaussian with output 0 as mean. */
    public enum Head {
        /** One standard deviation for all rows, a parameter. */
        HOMOSCEDASTIC,
        /** Each row's own: {@code softplus(output 1) + }{@link #LEAST_SD} (Nix and Weigend 1994). */
        HETEROSCEDASTIC
    }

    public FeedForward {
        if (inputs < 1 || hidden < 1) {
            throw new IllegalArgumentException(
                    "a network of " + inputs + " inputs and " + hidden + " hidden units; both must be at least 1");
        }
    }

    /** Outputs of the last layer. */
    public int outputs() {
        return head == Head.HOMOSCEDASTIC ? 1 : 2;
    }

    /** Weights and biases of both layers, without the noise. */
    public int weights() {
        return (inputs + 1) * hidden + (hidden + 1) * outputs();
    }

    /** Length of a point. */
    public int size() {
        return weights() + (head == Head.HOMOSCEDASTIC ? 1 : 0);
    }

    /** Lengths of the sections of a point, in order. */
    long[] sections() {
        long[] layers = {(long) inputs * hidden, hidden, (long) hidden * outputs(), outputs()};
        return head == Head.HETEROSCEDASTIC ? layers : append(layers);
    }

    /** Where each section of a point begins, and where the last ends. */
    public int[] offsets() {
        long[] sections = sections();
        int[] offsets = new int[sections.length + 1];
        for (int i = 0; i < sections.length; i++) {
            offsets[i + 1] = offsets[i] + (int) sections[i];
        }
        return offsets;
    }

    /** Where the weights of each hidden unit to the outputs are, {@code [hidden][outputs]}. */
    public int[][] outgoing() {
        int[][] outgoing = new int[hidden][outputs()];
        for (int unit = 0; unit < hidden; unit++) {
            int from = offsets()[2] + unit * outputs();
            Arrays.setAll(outgoing[unit], output -> from + output);
        }
        return outgoing;
    }

    /**
     * Points to start from: weights from N(0, 2 / fan-in) (He et al. 2015), hidden biases from N(0, 1 / 4) so that the kinks
     * spread over the data, outputs' biases 0, the log noise -1.
     *
     * @return {@code [points][size]}
     */
    public double[][] initial(int points, Key key) {
        double[][] initial = new double[points][];
        for (int point = 0; point < points; point++) {
            initial[point] = initial(
                    ZigguratSampler.NormalizedGaussian.of(key.child(point).generator()));
        }
        return initial;
    }

    private double[] initial(ContinuousSampler gaussian) {
        double[] point = new double[size()];
        int[] at = offsets();
        Arrays.setAll(point, i -> gaussian.sample());
        scale(point, at[0], at[1], Math.sqrt(2.0 / inputs));
        scale(point, at[1], at[2], 0.5);
        scale(point, at[2], at[3], Math.sqrt(2.0 / hidden));
        scale(point, at[3], at[4], 0);
        if (head == Head.HOMOSCEDASTIC) {
            point[size() - 1] = -1;
        }
        return point;
    }

    private static void scale(double[] point, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            point[i] *= factor;
        }
    }

    private static long[] append(long[] layers) {
        long[] all = Arrays.copyOf(layers, layers.length + 1);
        all[layers.length] = 1;
        return all;
    }
}
