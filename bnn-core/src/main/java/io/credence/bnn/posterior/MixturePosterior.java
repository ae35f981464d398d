package io.credence.bnn.posterior;

import io.credence.bnn.random.Key;
import java.util.List;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Equally likely parts: an ensemble. Draws are balanced: of any number of draws each part gives as many as another, or one more,
 * the parts in an order that the key shuffles; as many draws as point masses are therefore each of them once.
 */
public final class MixturePosterior implements Posterior {

    private final List<Posterior> parts;

    private MixturePosterior(List<Posterior> parts) {
        this.parts = parts;
    }

    /**
     * Of these parts.
     *
     * @param parts at least one, all of one dimension
     */
    public static MixturePosterior of(List<? extends Posterior> parts) {
        if (parts.isEmpty()
                || parts.stream()
                        .anyMatch(part -> part.dimension() != parts.getFirst().dimension())) {
            throw new IllegalArgumentException("parts have dimensions "
                    + parts.stream().map(Posterior::dimension).toList()
                    + "; there must be at least one, and all equal");
        }
        return new MixturePosterior(List.copyOf(parts));
    }

    public List<Posterior> parts() {
        return parts;
    }

    @Override
    public int dimension() {
        return parts.getFirst().dimension();
    }

    @Override
    public double[][] draw(int draws, Key key) {
        if (draws < 1) {
            throw new IllegalArgumentException("draws are " + draws + "; there must be at least 1");
        }
        int[] order = PermutationSampler.natural(parts.size());
        PermutationSampler.shuffle(key.generator(), order);
        double[][] all = new double[draws][];
        for (int i = 0; i < Math.min(draws, order.length); i++) {
            int share = (draws - i - 1) / order.length + 1;
            double[][] drawn = parts.get(order[i]).draw(share, key.child(order[i]));
            for (int j = 0; j < share; j++) {
                all[i + j * order.length] = drawn[j];
            }
        }
        return all;
    }

    @Override
    public double[] mean() {
        double[] mean = new double[dimension()];
        for (Posterior part : parts) {
            double[] own = part.mean();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += own[i] / parts.size();
            }
        }
        return mean;
    }

    /** The mean of the parts' variances and the variance of their means. */
    @Override
    public double[] variance() {
        double[] mean = mean();
        double[] variance = new double[dimension()];
        for (Posterior part : parts) {
            double[] own = part.mean();
            double[] within = part.variance();
            for (int i = 0; i < mean.length; i++) {
                variance[i] += (within[i] + (own[i] - mean[i]) * (own[i] - mean[i])) / parts.size();
            }
        }
        return variance;
    }
}
