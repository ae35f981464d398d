package io.credence.bnn.predictive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class AdaptiveDrawsTest {

    private static final FeedForward NETWORK = new FeedForward(2, 10, Head.HOMOSCEDASTIC);
    private static final int REPLAYS = 100;

    private final double[][] inputs = {{-1, 0}, {0, 0.5}, {0.7, -0.2}, {1, 1}, {0.1, 0.1}};

    /** The tolerance is one standard error: in at least 95 % of rows the mean must miss by no more than two. */
    @Test
    void meansAreAsGoodAsTheToleranceSays() {
        Posterior posterior = posterior(0.1);
        AdaptiveDraws adaptive = AdaptiveDraws.withDefaults().withTolerance(0.1);
        GaussianMixtures truth = FeedForwardPredictions.of(NETWORK, posterior.draw(20_000, Key.of(1)), inputs);
        int kept = 0;
        double draws = 0;
        for (int replay = 0; replay < REPLAYS; replay++) {
            GaussianMixtures few = adaptive.predict(NETWORK, posterior, inputs, Key.of(100 + replay));
            draws += few.draws();
            for (int row = 0; row < inputs.length; row++) {
                double sd = Math.sqrt(truth.aleatoric(row) + truth.epistemic(row));
                kept += Math.abs(few.mean(row) - truth.mean(row)) <= 2 * 0.1 * sd ? 1 : 0;
            }
        }
        assertThat((double) kept / (REPLAYS * inputs.length)).isGreaterThan(0.95);
        assertThat(draws / REPLAYS).isBetween(0.8 * needed(truth, 0.1), 1.2 * needed(truth, 0.1) + adaptive.batch());
    }

    /** Draws after which the worst row's standard error is at the tolerance. */
    private static double needed(GaussianMixtures truth, double tolerance) {
        double share = 0;
        for (int row = 0; row < truth.rows(); row++) {
            share = Math.max(share, truth.epistemic(row) / (truth.aleatoric(row) + truth.epistemic(row)));
        }
        return share / (tolerance * tolerance);
    }

    @Test
    void aSureNetworkNeedsOneBatchAndAnUnsureOneAll() {
        AdaptiveDraws adaptive = AdaptiveDraws.withDefaults();
        assertThat(adaptive.predict(NETWORK, posterior(1e-6), inputs, Key.of(1)).draws())
                .isEqualTo(8);
        GaussianMixtures most = adaptive.withMost(20).predict(NETWORK, posterior(3), inputs, Key.of(1));
        assertThat(most.draws()).isEqualTo(20);
        assertThat(most.means()[19]).isNotEqualTo(most.means()[0]);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new AdaptiveDraws(1, 8, 0.1)).hasMessageContaining("batches of 1");
        assertThatThrownBy(() -> new AdaptiveDraws(8, 4, 0.1)).hasMessageContaining("at most 4");
        assertThatThrownBy(() -> AdaptiveDraws.withDefaults().withTolerance(Double.NaN))
                .hasMessageContaining("NaN");
    }

    private static Posterior posterior(double sd) {
        double[] sds = new double[NETWORK.size()];
        Arrays.fill(sds, sd);
        return MeanFieldGaussian.of(NETWORK.initial(1, Key.of(9))[0], sds);
    }
}
