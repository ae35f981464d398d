package io.credence.bnn.inference.moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.network.moment.MomentFeedForward;
import io.credence.bnn.network.moment.MomentNetwork;
import io.credence.bnn.network.moment.MomentNetworks;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** On windows whose next value has mean {@code 0.8 x_T - 0.5 x_(T-1)} and log scale {@code 0.6 x_T - 1}. */
final class MomentTrainingTest {

    private static final int STEPS = 8;
    private static final WindowData FIT = windows(1500, Key.of(1));
    private static final WindowData LATER = windows(1500, Key.of(2));

    /** Of the truth, in nats; a constant Gaussian has about 0.75 more. */
    private static final double ENTROPY = 0.5 * Math.log(2 * Math.PI) + 0.5 - 1;

    private static WindowData windows(int rows, Key key) {
        ZigguratSampler gaussian = ZigguratSampler.NormalizedGaussian.of(key.generator());
        float[] windows = new float[rows * STEPS];
        float[] targets = new float[rows];
        for (int i = 0; i < windows.length; i++) {
            windows[i] = (float) gaussian.sample();
        }
        for (int row = 0; row < rows; row++) {
            double last = windows[row * STEPS + STEPS - 1];
            double mean = 0.8 * last - 0.5 * windows[row * STEPS + STEPS - 2];
            targets[row] = (float) (mean + Math.exp(0.6 * last - 1) * gaussian.sample());
        }
        return new WindowData(windows, STEPS, 1, targets);
    }

    /** In nats a row. */
    private static double nll(MomentForecast[] forecasts) {
        return IntStream.range(0, forecasts.length)
                .mapToDouble(i -> forecasts[i].negativeLogDensity(LATER.targets()[i]))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void learnsMeanAndScale(Carried carried) {
        MomentNetwork network = new MomentFeedForward(STEPS, 1, 16, 2);
        MomentOptions options = MomentOptions.withDefaults().withEpochs(40).withBatch(100);
        TrainedWeights trained = MomentTraining.of(network, carried, options).run(FIT, Key.of(3), epoch -> {});
        assertThat(nll(forecasts(carried, trained))).isBetween(ENTROPY - 0.05, ENTROPY + 0.15);
    }

    @ParameterizedTest
    @CsvSource({"lstm, 6", "gru, 6", "tcn, 15", "patch-transformer, 6"})
    void everyNetworkTrains(String name, int epochs) {
        MomentNetwork network = MomentNetworks.catalogue().get(name).of(1, 8, 2);
        MomentOptions options = MomentOptions.withDefaults().withEpochs(epochs).withBatch(100);
        TrainedWeights trained =
                MomentTraining.of(network, Carried.VARIANCES, options).run(FIT, Key.of(3), epoch -> {});
        double nll = nll(MomentPredictor.of(trained, Carried.VARIANCES).predict(LATER));
        assertThat(nll).isLessThan(ENTROPY + 0.6);
    }

    /** Against draws of the same weights: one of variances leaves out that a layer's units share their input, 0.72 of it here. */
    @Test
    void varianceOfATrainedNetworkIsThatOfItsDraws() {
        MomentNetwork network = new MomentFeedForward(STEPS, 1, 16, 2);
        TrainedWeights trained = MomentTraining.of(
                        network, Carried.VARIANCES, MomentOptions.withDefaults().withBatch(100))
                .run(FIT, Key.of(3), epoch -> {});
        double passed = variance(MomentPredictor.of(trained, Carried.VARIANCES).predict(LATER));
        double full = variance(MomentPredictor.of(trained, Carried.COVARIANCES).predict(LATER));
        double drawn = variance(MomentPredictor.draws(trained, LATER, 2000, Key.of(4)));
        assertThat(passed / drawn).isBetween(0.6, 1.0);
        assertThat(full / drawn).isBetween(0.95, 1.05);
    }

    private static double variance(MomentForecast[] forecasts) {
        return Arrays.stream(forecasts)
                .mapToDouble(MomentForecast::variance)
                .average()
                .orElseThrow();
    }

    @Test
    void sameKeySameWeights() {
        MomentNetwork network = new MomentFeedForward(STEPS, 1, 4, 2);
        MomentTraining training = MomentTraining.of(
                network, Carried.DRAWS, MomentOptions.withDefaults().withEpochs(2));
        assertThat(training.run(FIT, Key.of(3), epoch -> {}).means())
                .isEqualTo(training.run(FIT, Key.of(3), epoch -> {}).means());
    }

    @Test
    void scoresByHand() {
        MomentForecast standard = new MomentForecast(0, 0.5, 0.5 * Math.log(0.5), 0);
        assertThat(standard.negativeLogDensity(1)).isCloseTo(0.5 * Math.log(2 * Math.PI) + 0.5, within(1e-12));
        assertThat(standard.crps(0)).isCloseTo(2 / Math.sqrt(2 * Math.PI) - 1 / Math.sqrt(Math.PI), within(1e-12));
    }

    /** The standard Gaussian's 2.5 % quantile and the mean under it, from tables. */
    @Test
    void tailsByHand() {
        MomentForecast standard = new MomentForecast(1, 0.5, 0.5 * Math.log(0.5), 0);
        assertThat(standard.quantile(0.025)).isCloseTo(1 - 1.959964, within(1e-5));
        assertThat(standard.tailMean(0.025)).isCloseTo(1 - 2.337803, within(1e-5));
        MomentForecast wide = new MomentForecast(0, 0, 0, 0.25);
        assertThat(wide.quantile(0.001)).isLessThan(-3.7);
        assertThat(wide.quantile(0.5)).isCloseTo(0, within(1e-7));
        assertThatThrownBy(() -> standard.quantile(1)).hasMessageContaining("probability is 1.0");
    }

    /** An input of a thousand standard deviations: a scale that is linear in it would be any number. */
    @ParameterizedTest
    @EnumSource
    void theScaleStaysWithinReachOfTheTargets(Carried carried) {
        MomentNetwork network = new MomentFeedForward(STEPS, 1, 8, 2);
        TrainedWeights trained = MomentTraining.of(
                        network,
                        carried,
                        MomentOptions.withDefaults().withEpochs(5).withBatch(100))
                .run(FIT, Key.of(3), epoch -> {});
        float[] far = new float[3 * STEPS];
        for (int i = 0; i < far.length; i++) {
            far[i] = i % 3 == 0 ? -1000 : 1000;
        }
        WindowData windows = new WindowData(far, STEPS, 1, new float[3]);
        MomentForecast[] forecasts = carried == Carried.DRAWS
                ? MomentPredictor.draws(trained, windows, 50, Key.of(4))
                : MomentPredictor.of(trained, carried).predict(windows);
        for (MomentForecast forecast : forecasts) {
            assertThat(Math.abs(forecast.logScale() - trained.logScale())).isLessThanOrEqualTo(2 + 1e-5);
            assertThat(forecast.logScaleVariance()).isBetween(0.0, 4.0 + 1e-5);
        }
        double sd = Math.sqrt(IntStream.range(0, FIT.rows())
                .mapToDouble(i -> FIT.targets()[i] * FIT.targets()[i])
                .average()
                .orElseThrow());
        assertThat(Math.exp(trained.logScale())).isCloseTo(sd, within(0.1 * sd));
    }

    /** Without any weight it forecasts what the targets are by themselves. */
    @Test
    void aNetworkWithoutWeightsKnowsTheTargetsScale() {
        MomentNetwork network = new MomentFeedForward(STEPS, 1, 8, 2);
        TrainedWeights trained = MomentTraining.of(
                        network, Carried.VARIANCES, MomentOptions.withDefaults().withEpochs(1))
                .run(FIT, Key.of(3), epoch -> {});
        TrainedWeights empty = Pruning.all(trained);
        assertThat(empty.remaining()).isZero();
        MomentForecast forecast = MomentPredictor.of(empty, Carried.VARIANCES).predict(LATER)[0];
        assertThat(forecast.mean()).isZero();
        assertThat(forecast.logScale()).isCloseTo(trained.logScale(), within(1e-6));
    }

    @Test
    void pruningTakesTheLeastOverAllLayers() {
        MomentNetwork network = new MomentFeedForward(1, 1, 1, 2);
        double[] means = {3, -0.1, 0.2, 5, 1, -4, 2, 0.5};
        double[] variances = {100, 1e-6, 1, 1, 1, 1, 1, 1};
        TrainedWeights all = new TrainedWeights(network, means, variances);
        assertThat(Pruning.MAGNITUDE.of(all, 0.25).means()).containsExactly(3, 0, 0, 5, 1, -4, 2, 0.5);
        assertThat(Pruning.SIGNAL_TO_NOISE.of(all, 0.25).means()).containsExactly(0, -0.1, 0, 5, 1, -4, 2, 0.5);
        assertThat(Pruning.MAGNITUDE.of(all, 0.25).remaining()).isEqualTo(6);
        for (double sparsity : List.of(1.0, -0.1, Double.NaN)) {
            assertThatThrownBy(() -> Pruning.MAGNITUDE.of(all, sparsity))
                    .hasMessageContaining("sparsity is " + sparsity);
        }
    }

    /** A tenth of the weights, trained on: better than without training, and with carried moments nearly as good as all of them. */
    @ParameterizedTest
    @EnumSource
    void whatPruningLeavesLearnsToDoAlone(Carried carried) {
        MomentNetwork network = new MomentFeedForward(STEPS, 1, 16, 2);
        MomentOptions options = MomentOptions.withDefaults().withEpochs(20).withBatch(100);
        TrainedWeights whole = MomentTraining.of(network, carried, options).run(FIT, Key.of(3), epoch -> {});
        GradualPruning gradual = new GradualPruning(
                MomentTraining.of(network, carried, options.withEpochs(5).withRate(0.003)), Pruning.SIGNAL_TO_NOISE);
        List<TrainedWeights> rounds = gradual.of(whole, List.of(0.5, 0.75, 0.9), FIT, Key.of(5));
        assertThat(rounds)
                .extracting(TrainedWeights::remaining)
                .containsExactly(remaining(network, 0.5), remaining(network, 0.75), remaining(network, 0.9));
        double atOnce = nll(forecasts(carried, Pruning.SIGNAL_TO_NOISE.of(whole, 0.9)));
        double inRounds = nll(forecasts(carried, rounds.getLast()));
        assertThat(inRounds).isLessThan(atOnce);
        if (carried.propagates()) {
            assertThat(inRounds).isLessThan(ENTROPY + 0.25);
        }
    }

    private static int remaining(MomentNetwork network, double sparsity) {
        int size = network.layout().size();
        return size - (int) (sparsity * size);
    }

    private static MomentForecast[] forecasts(Carried carried, TrainedWeights weights) {
        return carried == Carried.DRAWS
                ? MomentPredictor.draws(weights, LATER, 50, Key.of(4))
                : MomentPredictor.of(weights, carried).predict(LATER);
    }

    @Test
    void refusesRoundsThatFallAndOtherNetworks() {
        MomentNetwork network = new MomentFeedForward(STEPS, 1, 4, 2);
        MomentTraining training = MomentTraining.of(
                network, Carried.VALUES, MomentOptions.withDefaults().withEpochs(1));
        TrainedWeights trained = training.run(FIT, Key.of(1), epoch -> {});
        assertThatThrownBy(() ->
                        new GradualPruning(training, Pruning.MAGNITUDE).of(trained, List.of(0.5, 0.25), FIT, Key.of(1)))
                .hasMessageContaining("sparsities are [0.5, 0.25]");
        MomentNetwork wider = new MomentFeedForward(STEPS, 1, 5, 2);
        assertThatThrownBy(() -> MomentTraining.of(wider, Carried.VALUES, MomentOptions.withDefaults())
                        .refine(trained, FIT, Key.of(1), epoch -> {}))
                .hasMessageContaining("hidden=4")
                .hasMessageContaining("hidden=5");
    }

    @Test
    void refusesWhatItCannotTrain() {
        MomentNetwork three = new MomentFeedForward(STEPS, 1, 4, 3);
        assertThatThrownBy(() -> MomentTraining.of(three, Carried.VALUES, MomentOptions.withDefaults()))
                .hasMessageContaining("3 outputs");
        MomentNetwork lstm = MomentNetworks.catalogue().get("lstm").of(1, 4, 2);
        assertThatThrownBy(() -> MomentTraining.of(lstm, Carried.COVARIANCES, MomentOptions.withDefaults())
                        .run(FIT, Key.of(1), epoch -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the network is MomentLstm");
        assertThatThrownBy(() -> new WindowData(new float[0], 0, 1, new float[] {1}))
                .hasMessageContaining("windows of 0 steps");
    }
}
