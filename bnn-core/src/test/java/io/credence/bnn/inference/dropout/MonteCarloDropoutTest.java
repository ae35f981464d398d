package io.credence.bnn.inference.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.inference.dropout.MonteCarloDropout.Setting;
import io.credence.bnn.inference.member.MemberAlgorithm;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.inference.member.Waves;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.predictive.FeedForwardPredictions;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MonteCarloDropoutTest {

    private static final FeedForward NETWORK = new FeedForward(1, 50, Head.HOMOSCEDASTIC);
    private static final FeedForwardPrior PRIOR = FeedForwardPrior.withDefaults();

    @Test
    void aDrawDropsWholeUnitsAtTheRate() {
        double[] point = new double[NETWORK.size()];
        Arrays.fill(point, 1);
        double[][] draws = new DropoutPosterior(point, NETWORK.outgoing(), 0.2).draw(2000, Key.of(1));
        int from = NETWORK.offsets()[2];
        double dropped = 0;
        for (double[] draw : draws) {
            for (int unit = 0; unit < NETWORK.hidden(); unit++) {
                assertThat(draw[from + unit]).isIn(0.0, 1.25);
                dropped += draw[from + unit] == 0 ? 1 : 0;
            }
            assertThat(draw[0]).isEqualTo(1);
        }
        assertThat(dropped / (2000 * NETWORK.hidden())).isCloseTo(0.2, within(0.005));
    }

    @Test
    void findsTheFunctionAndDoubtsMoreWhereNoDataAre() {
        MemberAlgorithm dropout = MonteCarloDropout.of(
                NETWORK,
                Waves.of(600, Key.of(1)),
                Training.withDefaults().withSteps(1500),
                List.of(new Setting(0.05, PRIOR), new Setting(0.3, PRIOR)));
        var state = dropout.run(Key.of(2));
        double[][] inputs = {{-1}, {0.5}, {8}};
        GaussianMixtures light = predict(dropout.posterior(state, 0).draw(200, Key.of(3)), inputs);
        GaussianMixtures heavy = predict(dropout.posterior(state, 1).draw(200, Key.of(3)), inputs);
        assertThat(light.mean(0)).isCloseTo(Math.sin(-2), within(0.15));
        assertThat(light.mean(1)).isCloseTo(Math.sin(1), within(0.15));
        assertThat(light.epistemic(2)).isGreaterThan(10 * light.epistemic(1));
        assertThat(heavy.epistemic(1)).isGreaterThan(light.epistemic(1));
    }

    @Test
    void refusesRatesThatAreNone() {
        assertThatThrownBy(() -> new Setting(0, PRIOR)).hasMessageContaining("dropout rate is 0.0");
        assertThatThrownBy(() -> new Setting(1, PRIOR)).hasMessageContaining("under 1");
    }

    private static GaussianMixtures predict(double[][] points, double[][] inputs) {
        return FeedForwardPredictions.of(NETWORK, points, inputs);
    }
}
