package io.credence.bnn.inference.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.inference.member.MemberAlgorithm;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.inference.member.Waves;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.predictive.FeedForwardPredictions;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeepEnsembleTest {

    private static final FeedForward NETWORK = new FeedForward(1, 20, Head.HETEROSCEDASTIC);

    private final double[][] inputs = {{-1}, {-0.5}, {0.5}, {1}, {8}};
    private GaussianMixtures predicted;

    @BeforeAll
    void train() {
        MemberAlgorithm ensemble = DeepEnsemble.of(
                NETWORK,
                Waves.of(600, Key.of(1)),
                Training.withDefaults().withSteps(1500),
                Collections.nCopies(5, FeedForwardPrior.withDefaults()));
        double[][] points = ensemble.posterior(ensemble.run(Key.of(2))).draw(5, Key.of(3));
        predicted = FeedForwardPredictions.of(NETWORK, points, inputs);
    }

    @Test
    void findsTheFunction() {
        for (int row = 0; row < 4; row++) {
            assertThat(predicted.mean(row)).isCloseTo(Math.sin(2 * inputs[row][0]), within(0.12));
        }
    }

    @Test
    void findsTheNoiseOfEachSide() {
        assertThat(Math.sqrt(predicted.aleatoric(0))).isCloseTo(Waves.QUIET, within(0.05));
        assertThat(Math.sqrt(predicted.aleatoric(3))).isCloseTo(Waves.LOUD, within(0.1));
    }

    @Test
    void disagreesFarFromTheData() {
        assertThat(predicted.epistemic(4)).isGreaterThan(50 * predicted.epistemic(1));
    }
}
