package io.credence.bnn.inference.vi;

import io.credence.bnn.inference.vi.TrainingOptions.HeadPrior;
import io.credence.bnn.network.NetworkSpec;
import java.util.Arrays;

/** The prior standard deviation of each random weight, in the network's order. */
final class PriorSds {

    private PriorSds() {}

    /** A random backbone's weights have N(0, 1 / fan-in), which keeps the size of what they carry, its biases the head's. */
    static double[] of(NetworkSpec spec, HeadPrior prior) {
        double[] sds = new double[spec.randomSize()];
        int weights = spec.randomBackboneSize();
        int biases = weights + spec.headWeights();
        int rawDf = sds.length - spec.horizons();
        spec.randomBackbone().forEach(slot -> {
            double sd = slot.shape().length > 1 ? 1 / Math.sqrt(slot.shape()[1]) : prior.biasSd();
            Arrays.fill(sds, slot.offset(), slot.offset() + slot.size(), sd);
        });
        Arrays.fill(sds, weights, biases, prior.weightSd());
        Arrays.fill(sds, biases, rawDf, prior.biasSd());
        Arrays.fill(sds, rawDf, sds.length, prior.rawDfSd());
        return sds;
    }
}
