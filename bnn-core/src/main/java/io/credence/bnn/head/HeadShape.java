package io.credence.bnn.head;

import io.credence.bnn.density.IndependentGaussian;
import io.credence.bnn.network.NetworkSpec;
import java.util.Arrays;

/**
 * How a head's random parameters lie in a point: for each linear output (logits of all horizons, then locations, then log scales) its
 * weights and its bias, at last the raw degrees of freedom of each horizon.
 *
 * @param features below the head, at least 1; an intercept comes on top
 * @param horizons at least 1
 */
public record HeadShape(int features, int horizons) {

    public HeadShape {
        if (features < 1 || horizons < 1) {
            throw new IllegalArgumentException(
                    "head has " + features + " features and " + horizons + " horizons; both must be at least 1");
        }
    }

    public static HeadShape of(NetworkSpec spec) {
        return new HeadShape(spec.headFeatures(), spec.horizons());
    }

    /** Linear outputs per row. */
    public int outputs() {
        return NetworkSpec.LINEAR_OUTPUTS * horizons;
    }

    /** Weights and bias of one output. */
    public int width() {
        return features + 1;
    }

    /** Parameters in all. */
    public int dimension() {
        return outputs() * width() + horizons;
    }

    /** Where the raw degrees of freedom of a horizon are. */
    public int rawDf(int horizon) {
        return outputs() * width() + horizon;
    }

    /** Sizes of the blocks of each output's parameters, and of the raw degrees of freedom. */
    public int[] blocks() {
        int[] sizes = new int[outputs() + 1];
        Arrays.fill(sizes, width());
        sizes[outputs()] = horizons;
        return sizes;
    }

    /**
     * Independent Gaussian priors.
     *
     * @param weightSd of each weight, above 0
     * @param biasSd of each bias, above 0
     * @param rawDfMean of the raw degrees of freedom
     * @param rawDfSd above 0
     */
    public IndependentGaussian prior(double weightSd, double biasSd, double rawDfMean, double rawDfSd) {
        double[] means = new double[dimension()];
        double[] sds = new double[dimension()];
        Arrays.fill(sds, weightSd);
        for (int output = 0; output < outputs(); output++) {
            sds[output * width() + features] = biasSd;
        }
        Arrays.fill(means, rawDf(0), dimension(), rawDfMean);
        Arrays.fill(sds, rawDf(0), dimension(), rawDfSd);
        return new IndependentGaussian(means, sds);
    }

    /**
     * A section of a network's flat vector (all weights, all biases, raw degrees of freedom) as a point.
     *
     * @param section {@code [dimension]}
     */
    public double[] fromNetwork(float[] section) {
        if (section.length != dimension()) {
            throw new IllegalArgumentException(
                    "a network's section of " + section.length + " parameters was given to a head of " + dimension());
        }
        double[] point = new double[dimension()];
        for (int i = 0; i < point.length; i++) {
            point[i] = section[inNetwork(i)];
        }
        return point;
    }

    /** The opposite: a network's section, {@code [dimension]}. */
    public float[] toNetwork(double[] point) {
        float[] section = new float[dimension()];
        for (int i = 0; i < point.length; i++) {
            section[inNetwork(i)] = (float) point[i];
        }
        return section;
    }

    private int inNetwork(int index) {
        if (index >= rawDf(0)) {
            return index;
        }
        int output = index / width();
        int feature = index % width();
        return feature == features ? outputs() * features + output : output * features + feature;
    }
}
