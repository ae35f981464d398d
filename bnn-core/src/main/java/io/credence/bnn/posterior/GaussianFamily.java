package io.credence.bnn.posterior;

import java.util.Arrays;
import java.util.List;

/** The Gaussians among which a posterior is sought. */
public sealed interface GaussianFamily {

    /** Independent parameters: too narrow where the true posterior is correlated, and the cheapest. */
    record MeanField() implements GaussianFamily {}

    /** Any covariance: numbers and time by the square of the dimension. */
    record FullRank() implements GaussianFamily {}

    /**
     * Any covariance within each block of neighbouring parameters, none between blocks.
     *
     * @param sizes of the blocks in order, each at least 1; they add up to the dimension
     */
    record Blocks(List<Integer> sizes) implements GaussianFamily {
        public Blocks {
            sizes = List.copyOf(sizes);
            if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
                throw new IllegalArgumentException(
                        "block sizes are " + sizes + "; there must be at least one, each at least 1");
            }
        }
    }

    /**
     * A diagonal plus a few common factors: numbers and time linear in the rank.
     *
     * @param rank at least 1
     */
    record LowRank(int rank) implements GaussianFamily {
        public LowRank {
            if (rank < 1) {
                throw new IllegalArgumentException(
                        "rank is " + rank + "; it must be at least 1. Maybe mean-field is meant?");
            }
        }
    }

    static GaussianFamily meanField() {
        return new MeanField();
    }

    static GaussianFamily fullRank() {
        return new FullRank();
    }

    static GaussianFamily blocks(Integer... sizes) {
        return new Blocks(Arrays.asList(sizes));
    }

    static GaussianFamily lowRank(int rank) {
        return new LowRank(rank);
    }
}
