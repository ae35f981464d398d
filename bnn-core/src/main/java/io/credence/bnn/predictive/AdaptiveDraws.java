package io.credence.bnn.predictive;

import io.credence.bnn.network.FeedForward;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;

/**
 * Predictions by as many draws as they need: batches of draws are added until the Monte Carlo error of the predictive mean is small
 * against the predictive standard deviation in almost every row,
 *
 * <p>{@code sqrt(epistemic / draws) <= tolerance * sqrt(aleatoric + epistemic)} in {@link #ROWS} of the rows,
 *
 * <p>or the most draws are made. Rows that know little of their mean therefore cost more than rows that are merely noisy.
 *
 * @param batch draws added at a time, at least 2
 * @param most draws, at least {@code batch}
 * @param tolerance of the mean in predictive standard deviations, above 0
 */
public record AdaptiveDraws(int batch, int most, double tolerance) {

    /** The share of rows that must be within the tolerance. */
    public static final double ROWS = 0.95;

    public AdaptiveDraws {
        if (batch < 2 || most < batch || !(tolerance > 0)) {
            throw new IllegalArgumentException(
                    "draws come in batches of " + batch + ", at most " + most + ", to a tolerance of " + tolerance
                            + "; batches must be at least 2, the most no fewer, the tolerance above 0");
        }
    }

    /** Eight at a time, at most 128, until the mean is known to a twentieth of the predictive standard deviation. */
    public static AdaptiveDraws withDefaults() {
        return new AdaptiveDraws(8, 128, 0.05);
    }

    public AdaptiveDraws withTolerance(double sds) {
        return new AdaptiveDraws(batch, most, sds);
    }

    public AdaptiveDraws withMost(int draws) {
        return new AdaptiveDraws(batch, draws, tolerance);
    }

    /**
     * The mixtures; {@link GaussianMixtures#draws} tells how many draws it took.
     *
     * @param inputs {@code [rows][inputs]}, standardised as in training
     * @param key the same key gives the same draws
     */
    public GaussianMixtures predict(FeedForward network, Posterior posterior, double[][] inputs, Key key) {
        GaussianMixtures all = batch(network, posterior, inputs, key, 0);
        while (all.draws() < most && !isPrecise(all)) {
            all = join(all, batch(network, posterior, inputs, key, all.draws()));
        }
        return all;
    }

    private GaussianMixtures batch(FeedForward network, Posterior posterior, double[][] inputs, Key key, int done) {
        double[][] points = posterior.draw(Math.min(batch, most - done), key.child(done));
        return FeedForwardPredictions.of(network, points, inputs);
    }

    private boolean isPrecise(GaussianMixtures mixtures) {
        int precise = 0;
        for (int row = 0; row < mixtures.rows(); row++) {
            double epistemic = mixtures.epistemic(row);
            double total = mixtures.aleatoric(row) + epistemic;
            precise += epistemic <= tolerance * tolerance * total * (mixtures.draws() - 1) ? 1 : 0;
        }
        return precise >= ROWS * mixtures.rows();
    }

    private static GaussianMixtures join(GaussianMixtures first, GaussianMixtures second) {
        return new GaussianMixtures(join(first.means(), second.means()), join(first.sds(), second.sds()));
    }

    private static double[][] join(double[][] first, double[][] second) {
        double[][] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
