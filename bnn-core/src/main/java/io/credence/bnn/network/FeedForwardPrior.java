package io.credence.bnn.network;

import io.credence.bnn.density.IndependentGaussian;
import java.util.Arrays;

/**
 * Independent Gaussian priors of a {@link FeedForward}'s parameters, scaled by fan-in as in Neal (1996): the function's own
 * spread then does not depend on the width.
 *
 * @param first standard deviation of the first layer's weights times the square root of the number of inputs; of its biases as it is
 * @param last standard deviation of the last layer's weights times the square root of the number of hidden units; of its biases as it is
 * @param logNoise mean of the log of the noise's standard deviation
 * @param logNoiseSd its standard deviation
 */
public record FeedForwardPrior(double first, double last, double logNoise, double logNoiseSd) {

    /** For standardised data: functions about as large as the target's own spread, and noise from 0.01 to 1 of it. */
    public static FeedForwardPrior withDefaults() {
        return new FeedForwardPrior(1.5, 1.5, -2, 1.2);
    }

    /** With this spread of both layers. */
    public FeedForwardPrior withScale(double scale) {
        return new FeedForwardPrior(scale, scale, logNoise, logNoiseSd);
    }

    /** Of every parameter of this network. */
    public IndependentGaussian of(FeedForward network) {
        double[] means = new double[network.size()];
        double[] sds = new double[network.size()];
        int[] at = network.offsets();
        Arrays.fill(sds, at[0], at[1], first / Math.sqrt(network.inputs()));
        Arrays.fill(sds, at[1], at[2], first);
        Arrays.fill(sds, at[2], at[3], last / Math.sqrt(network.hidden()));
        Arrays.fill(sds, at[3], at[4], last);
        if (network.head() == FeedForward.Head.HOMOSCEDASTIC) {
            means[network.size() - 1] = logNoise;
            sds[network.size() - 1] = logNoiseSd;
        }
        return new IndependentGaussian(means, sds);
    }
}
