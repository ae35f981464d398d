package io.credence.bnn.inference.moment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which weights go first when a network is made sparse: over all layers at once. A pruned weight is 0 for certain. */
public enum Pruning {
    /** The smallest {@code |mean|}, as the paper prunes. */
    MAGNITUDE {
        @Override
        double worth(double mean, double variance) {
            return Math.abs(mean);
        }
    },
    /** The smallest {@code |mean| / sd} (Graves 2011, Blundell et al. 2015). Of point weights the same as {@link #MAGNITUDE}. */
    SIGNAL_TO_NOISE {
        @Override
        double worth(double mean, double variance) {
            return variance == 0 ? Math.abs(mean) : Math.abs(mean) / Math.sqrt(variance);
        }
    };

    /** The network without any of its weights: what it says of every window alike. */
    public static TrainedWeights all(TrainedWeights weights) {
        int size = weights.means().length;
        return weights.with(new double[size], new double[size]);
    }

    abstract double worth(double mean, double variance);

    /**
     * The network without that share of its weights and biases.
     *
     * @param sparsity from 0 to below 1
     */
    public TrainedWeights of(TrainedWeights weights, double sparsity) {
        if (!(sparsity >= 0 && sparsity < 1)) {
            throw new IllegalArgumentException("sparsity is " + sparsity
                    + "; allowed is 0 to below 1: a network without any weight forecasts nothing. Maybe 0.99?");
        }
        double[] means = weights.means().clone();
        double[] variances = weights.variances().clone();
        int[] order = IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> worth(means[i], variances[i])))
                .mapToInt(Integer::intValue)
                .toArray();
        Arrays.stream(order, 0, (int) (sparsity * order.length)).forEach(i -> {
            means[i] = 0;
            variances[i] = 0;
        });
        return weights.with(means, variances);
    }
}
