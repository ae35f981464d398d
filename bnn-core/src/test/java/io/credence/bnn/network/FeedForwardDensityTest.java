package io.credence.bnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.data.RegressionData;
import io.credence.bnn.density.LogDensity;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.random.Key;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FeedForwardDensityTest {

    private static final double ROUNDING = 1e-10;

    private final RegressionData data = data(23, 3);

    @ParameterizedTest
    @EnumSource(Head.class)
    void valuesAndGradientsAreThoseOfThePlainTwin(Head head) {
        FeedForward network = new FeedForward(3, 5, head);
        FeedForwardDensity density = density(network);
        double[][] points = network.initial(4, Key.of(7));
        double[] values = new double[4];
        double[][] gradients = new double[4][network.size()];
        density.evaluate(points, values, gradients);
        for (int i = 0; i < points.length; i++) {
            double[] gradient = new double[network.size()];
            double prior = density.prior().evaluate(points[i], gradient);
            double likelihood = new PlainFeedForward(network, data).logLikelihood(points[i], gradient);
            assertThat(values[i]).isCloseTo(prior + likelihood, within(ROUNDING * Math.abs(likelihood)));
            assertThat(gradients[i]).containsExactly(gradient, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Head.class)
    void gradientsAreFiniteDifferences(Head head) {
        FeedForward network = new FeedForward(3, 5, head);
        FeedForwardDensity density = density(network);
        double[] point = network.initial(1, Key.of(3))[0];
        double[] gradient = new double[network.size()];
        density.evaluate(point, gradient);
        for (int i = 0; i < point.length; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double slope =
                    (density.evaluate(up, new double[point.length]) - density.evaluate(down, new double[point.length]))
                            / 2e-6;
            assertThat(gradient[i]).as("parameter %d", i).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
        }
    }

    /** Over the parts of a partition, the scaled estimates average to the whole. */
    @Test
    void batchesAreUnbiased() {
        FeedForward network = new FeedForward(3, 5, Head.HETEROSCEDASTIC);
        FeedForwardDensity density = density(network);
        double[] point = network.initial(1, Key.of(3))[0];
        int[] all = IntStream.range(0, 23).toArray();
        double[] whole = new double[network.size()];
        double value = density.likelihood(all).evaluate(point, whole);
        double[] sum = new double[network.size()];
        double sumOfValues = 0;
        for (int row : all) {
            double[] gradient = new double[network.size()];
            LogDensity one = density.likelihood(new int[] {row});
            sumOfValues += one.evaluate(point, gradient) / 23;
            IntStream.range(0, sum.length).forEach(i -> sum[i] += gradient[i] / 23);
        }
        assertThat(sumOfValues).isCloseTo(value, within(1e-9));
        assertThat(sum).containsExactly(whole, within(1e-9));
    }

    /** More points than one piece takes give what each gives alone. */
    @Test
    void piecesAreSeamless() {
        FeedForward network = new FeedForward(3, 1000, Head.HETEROSCEDASTIC);
        FeedForwardDensity density =
                FeedForwardDensity.of(network, FeedForwardPrior.withDefaults().of(network), data(1500, 3));
        double[][] points = network.initial(4, Key.of(5));
        double[] values = new double[4];
        density.evaluate(points, values, new double[4][network.size()]);
        for (int i = 0; i < 4; i++) {
            double alone = density.evaluate(points[i], new double[network.size()]);
            assertThat(values[i]).isCloseTo(alone, within(ROUNDING * Math.abs(alone)));
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        FeedForward network = new FeedForward(4, 5, Head.HOMOSCEDASTIC);
        assertThatThrownBy(() -> density(network))
                .hasMessageContaining("4 inputs")
                .hasMessageContaining("3 columns");
        FeedForward fitting = new FeedForward(3, 5, Head.HOMOSCEDASTIC);
        assertThatThrownBy(() -> density(fitting).likelihood(new int[0])).hasMessageContaining("at least one");
    }

    private FeedForwardDensity density(FeedForward network) {
        return FeedForwardDensity.of(network, FeedForwardPrior.withDefaults().of(network), data);
    }

    static RegressionData data(int rows, int columns) {
        UniformRandomProvider random = Key.of(1).generator();
        double[][] inputs = new double[rows][columns];
        double[] targets = new double[rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                inputs[row][column] = 2 * random.nextDouble() - 1;
                targets[row] += Math.sin(3 * inputs[row][column]);
            }
            targets[row] += 0.1 * random.nextDouble();
        }
        return new RegressionData(inputs, targets);
    }
}
