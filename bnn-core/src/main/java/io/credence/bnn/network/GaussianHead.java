package io.credence.bnn.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.credence.bnn.moments.Moments;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer with independent Gaussian weights and biases, and one Gaussian scalar per horizon. Given the features x, each
 * output is Gaussian: {@code mean = M x + m}, {@code var = S^2 x^2 + s^2}.
 */
public final class GaussianHead {

    private final NDArray weightMean;
    private final NDArray biasMean;
    private final NDArray rawDfMean;
    private final NDArray weightLogSd;
    private final NDArray biasLogSd;
    private final NDArray rawDfLogSd;

    GaussianHead(NDList parameters) {
        weightMean = parameters.get(0);
        biasMean = parameters.get(1);
        rawDfMean = parameters.get(2);
        weightLogSd = parameters.get(3);
        biasLogSd = parameters.get(4);
        rawDfLogSd = parameters.get(5);
    }

    /** Means of the linear outputs, {@code [rows, 3 * horizons]}, for features {@code [rows, headFeatures]}. */
    public NDArray mean(NDArray features) {
        return Linear.apply(features, weightMean, biasMean);
    }

    /** Their variances, of the same shape. */
    public NDArray variance(NDArray features) {
        return Linear.apply(features.square(), square(weightLogSd), square(biasLogSd));
    }

    /**
     * Mean and variance of the linear outputs, {@code [rows, 3 * horizons]}: of independent random features {@code var = S^2 (x^2 + v) + M^2 v + s^2}.
     */
    public Moments moments(SequenceFeatures features) {
        NDArray x = features.mean();
        NDArray ofWeights = variance(x);
        NDArray v = features.variance();
        if (v == null) {
            return new Moments(mean(x), ofWeights);
        }
        NDArray second = square(weightLogSd).add(weightMean.square());
        return new Moments(mean(x), ofWeights.add(v.matMul(second.transpose())));
    }

    /** The same with covariances of each output's weights, where there are any. */
    Moments moments(SequenceFeatures features, @Nullable HeadFactor factor) {
        return factor == null
                ? moments(features)
                : new Moments(mean(features.mean()), factor.variance(features.mean()));
    }

    /** Mean and variance of the raw degrees of freedom, {@code [horizons]}. */
    public Moments rawDfMoments() {
        return new Moments(rawDfMean, square(rawDfLogSd));
    }

    /** Means of the raw degrees of freedom, {@code [horizons]}. */
    public NDArray rawDf() {
        return rawDfMean;
    }

    /**
     * One draw of the linear outputs for each row by itself: local reparameterisation (Kingma, Salimans and Welling 2015), whose
     * gradient has far less noise than that of one draw of the weights for all rows.
     *
     * @param noise standard Gaussian, {@code [rows, 3 * horizons]}
     */
    public NDArray sample(NDArray features, NDArray noise) {
        return mean(features).add(variance(features).sqrt().mul(noise));
    }

    /**
     * Draws of the weights, each for as many rows in turn: one batched product, with no variance and no root for each row.
     *
     * @param noise standard Gaussian, {@code [draws, features + 1, 3 * horizons]}, the biases' last; the draws divide the rows
     */
    public NDArray sampleByGroup(NDArray features, NDArray noise) {
        long draws = noise.getShape().get(0);
        long rows = features.getShape().get(0);
        long width = features.getShape().get(1);
        NDList parts = noise.split(new long[] {width}, 1);
        NDArray weights =
                weightMean.transpose().add(weightLogSd.exp().transpose().mul(parts.get(0)));
        NDArray biases = biasMean.add(biasLogSd.exp().mul(parts.get(1)));
        return features.reshape(draws, rows / draws, width)
                .matMul(weights)
                .addi(biases)
                .reshape(rows, biasMean.size());
    }

    /**
     * One draw of the raw degrees of freedom for each row or group of rows.
     *
     * @param noise standard Gaussian, {@code [rows, horizons]}
     */
    public NDArray sampleRawDf(NDArray noise) {
        return rawDfMean.add(rawDfLogSd.exp().mul(noise));
    }

    private static NDArray square(NDArray logSd) {
        return logSd.add(logSd).exp();
    }
}
