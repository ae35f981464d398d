package io.credence.bnn.inference.moment;

import io.credence.bnn.network.moment.MomentNetwork;

/**
 * A network with its trained weights.
 *
 * @param means {@code [size]}
 * @param variances {@code [size]}; all 0 of point weights
 * @param logScale around which the log scale is bounded: that of the targets' standard deviation
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record TrainedWeights(MomentNetwork network, double[] means, double[] variances, double logScale) {

    /** For targets whose standard deviation is 1. */
    public TrainedWeights(MomentNetwork network, double[] means, double[] variances) {
        this(network, means, variances, 0);
    }

    public TrainedWeights {
        int size = network.layout().size();
        if (means.length != size || variances.length != size) {
            throw new IllegalArgumentException("the network has " + size + " weights but there are " + means.length
                    + " means and " + variances.length + " variances");
        }
    }

    /** The same network with other weights. */
    TrainedWeights with(double[] changedMeans, double[] changedVariances) {
        return new TrainedWeights(network, changedMeans, changedVariances, logScale);
    }

    /** Outputs as they leave the network, within bounds. */
    BoundedScale bound() {
        return new BoundedScale(logScale);
    }

    /** Weights that are not exactly 0. */
    public int remaining() {
        int count = 0;
        for (int i = 0; i < means.length; i++) {
            count += means[i] != 0 || variances[i] != 0 ? 1 : 0;
        }
        return count;
    }
}
