package io.credence.bnn.predictive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import org.junit.jupiter.api.Test;

final class GaussianMixturesTest {

    private final GaussianMixtures mixtures =
            new GaussianMixtures(new double[][] {{-1, 3}, {1, 3}}, new double[][] {{1, 2}, {1, 2}});

    /** At 0 both parts have the density of a standard Gaussian at 1. */
    @Test
    void logDensityIsOfTheMixture() {
        assertThat(mixtures.logDensity(0, 0)).isCloseTo(-0.5 - 0.5 * Math.log(2 * Math.PI), within(1e-14));
        assertThat(mixtures.logDensity(1, 3)).isCloseTo(-Math.log(2) - 0.5 * Math.log(2 * Math.PI), within(1e-14));
    }

    @Test
    void farAwayIsFinite() {
        assertThat(mixtures.logDensity(0, 1e4))
                .isCloseTo(-0.5 * 9999.0 * 9999.0 - Math.log(2) - 0.9189385, within(1e-5));
    }

    /** The second moment of the mixture about its mean. */
    @Test
    void varianceIsAleatoricPlusEpistemic() {
        assertThat(mixtures.aleatoric(0)).isEqualTo(1);
        assertThat(mixtures.epistemic(0)).isEqualTo(1);
        assertThat(mixtures.epistemic(1)).isZero();
    }

    @Test
    void scoresAndUnits() {
        assertThat(mixtures.rmse(new double[] {0, 1})).isCloseTo(Math.sqrt(2), within(1e-14));
        GaussianMixtures scaled = mixtures.scaled(10, 4);
        assertThat(scaled.mean(1)).isEqualTo(22);
        assertThat(scaled.negativeLogLikelihood(new double[] {10, 22}))
                .isCloseTo(mixtures.negativeLogLikelihood(new double[] {0, 3}) + Math.log(4), within(1e-14));
    }

    /** One unit that passes its input on: relu(2 x) * 3 + 1, noise e^-1. */
    @Test
    void predictsByHand() {
        FeedForward network = new FeedForward(1, 1, Head.HOMOSCEDASTIC);
        double[][] points = {{2, 0, 3, 1, -1}};
        GaussianMixtures predicted = FeedForwardPredictions.of(network, points, new double[][] {{0.5}, {-4}});
        assertThat(predicted.mean(0)).isEqualTo(4);
        assertThat(predicted.mean(1)).isEqualTo(1);
        assertThat(predicted.sds()[0][1]).isCloseTo(Math.exp(-1), within(1e-15));
    }
}
