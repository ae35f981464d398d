package io.credence.bnn.inference.backprop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.inference.member.MemberAlgorithm;
import io.credence.bnn.inference.member.MemberState;
import io.credence.bnn.inference.member.Training;
import io.credence.bnn.inference.member.Waves;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardDensity;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.posterior.MeanFieldGaussian;
import io.credence.bnn.predictive.FeedForwardPredictions;
import io.credence.bnn.predictive.GaussianMixtures;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FeedForwardBackpropTest {

    private static final FeedForwardPrior PRIOR = FeedForwardPrior.withDefaults();

    /**
     * The loss, with its local reparameterisation and closed forms, is the evidence lower bound that draws of the weights give with
     * the density that the samplers see.
     */
    @ParameterizedTest
    @EnumSource(Head.class)
    void objectiveIsTheEvidenceLowerBound(Head head) {
        FeedForward network = new FeedForward(1, 6, head);
        RegressionData rows = Waves.of(100, Key.of(1));
        // The whole batch, and a rate of nothing: after the warm-up the objective stands at the state's own bound.
        MemberAlgorithm trained =
                FeedForwardBackprop.of(network, rows, new Training(800, 100, 0.02), Collections.nCopies(1, PRIOR));
        MemberState state = trained.run(Key.of(2));
        double[] objectives = new double[200];
        for (int i = 0; i < objectives.length; i++) {
            var step = trained.step(state);
            objectives[i] = step.info().objective();
            state = step.state();
        }
        double objective = Arrays.stream(objectives).average().orElseThrow();
        MeanFieldGaussian posterior = (MeanFieldGaussian) trained.posterior(state, 0);
        assertThat(objective).isCloseTo(bound(network, rows, posterior), within(1.5));
    }

    /** With one hidden layer and one noise for all rows, moments are exact: units of a row are independent, and the bound needs no more. */
    @Test
    void propagatedMomentsGiveTheBoundWithoutNoise() {
        FeedForward network = new FeedForward(1, 6, Head.HOMOSCEDASTIC);
        RegressionData rows = Waves.of(100, Key.of(1));
        MemberAlgorithm trained = FeedForwardBackprop.propagating(
                network, rows, new Training(800, 100, 0.02), Collections.nCopies(1, PRIOR));
        MemberState state = trained.run(Key.of(2));
        double objective = trained.step(state).info().objective();
        MeanFieldGaussian posterior = (MeanFieldGaussian) trained.posterior(state, 0);
        assertThat(objective).isCloseTo(bound(network, rows, posterior), within(0.5));
    }

    @Test
    void propagatedMomentsScoreAsDrawsDo() {
        RegressionData rows = Waves.of(600, Key.of(1));
        RegressionData later = Waves.of(2000, Key.of(7));
        FeedForward network = new FeedForward(1, 20, Head.HOMOSCEDASTIC);
        Training training = Training.withDefaults().withSteps(1500);
        double draws = nll(network, FeedForwardBackprop.of(network, rows, training, List.of(PRIOR)), later);
        double moments = nll(network, FeedForwardBackprop.propagating(network, rows, training, List.of(PRIOR)), later);
        assertThat(moments).isCloseTo(draws, within(0.01));
    }

    private static double nll(FeedForward network, MemberAlgorithm algorithm, RegressionData later) {
        double[][] points = algorithm.posterior(algorithm.run(Key.of(2))).draw(200, Key.of(3));
        return FeedForwardPredictions.of(network, points, later.inputs()).negativeLogLikelihood(later.targets());
    }

    private static double bound(FeedForward network, RegressionData rows, MeanFieldGaussian posterior) {
        FeedForwardDensity density = FeedForwardDensity.of(network, PRIOR.of(network), rows);
        double[][] draws = posterior.draw(4000, Key.of(5));
        double[] values = new double[draws.length];
        density.evaluate(draws, values, new double[draws.length][network.size()]);
        return Arrays.stream(values).average().orElseThrow() + posterior.entropy();
    }

    @Test
    void findsFunctionAndNoise() {
        FeedForward network = new FeedForward(1, 20, Head.HETEROSCEDASTIC);
        MemberAlgorithm trained = FeedForwardBackprop.of(
                network,
                Waves.of(600, Key.of(1)),
                Training.withDefaults().withSteps(2000),
                List.of(PRIOR, PRIOR.withScale(1)));
        double[][] points = trained.posterior(trained.run(Key.of(2))).draw(200, Key.of(3));
        double[][] inputs = {{-1}, {0.5}, {1}, {8}};
        GaussianMixtures predicted = FeedForwardPredictions.of(network, points, inputs);
        for (int row = 0; row < 3; row++) {
            assertThat(predicted.mean(row)).isCloseTo(Math.sin(2 * inputs[row][0]), within(0.15));
        }
        assertThat(Math.sqrt(predicted.aleatoric(0))).isCloseTo(Waves.QUIET, within(0.06));
        assertThat(Math.sqrt(predicted.aleatoric(2))).isCloseTo(Waves.LOUD, within(0.1));
        assertThat(predicted.epistemic(3)).isGreaterThan(20 * predicted.epistemic(1));
    }
}
