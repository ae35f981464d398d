package io.credence.bnn.inference.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.credence.bnn.data.RegressionData;
import io.credence.bnn.engine.NoiseTable;
import io.credence.bnn.inference.ensemble.DeepEnsemble;
import io.credence.bnn.network.FeedForward;
import io.credence.bnn.network.FeedForward.Head;
import io.credence.bnn.network.FeedForwardDensity;
import io.credence.bnn.network.FeedForwardPrior;
import io.credence.bnn.posterior.PointMass;
import io.credence.bnn.posterior.Posterior;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SweepTest {

    /** Adam by hand on the loss (p - 3)^2 / 2 + noise * 0, one number per member. */
    @Test
    void stepsAreAdams() {
        RegressionData rows = Waves.of(10, Key.of(1));
        Training training = new Training(100, 10, 0.1);
        MemberAlgorithm algorithm =
                new MemberAlgorithm(new FeedForward(1, 1, Head.HETEROSCEDASTIC), rows, training, 2) {
                    @Override
                    protected int width() {
                        return 1;
                    }

                    @Override
                    protected double[][] start(Key key) {
                        return new double[][] {{0}, {5}};
                    }

                    @Override
                    protected NDArray loss(MemberBatch batch) {
                        return batch.points().sub(3).square().sum().mul(0.5);
                    }

                    @Override
                    protected Posterior member(int index, double[] trained) {
                        return PointMass.of(trained);
                    }
                };
        MemberState state = algorithm.run(Key.of(1), 50);
        assertThat(algorithm.posterior(state, 0).mean()[0]).isCloseTo(adam(0, training, 50), within(1e-4));
        assertThat(algorithm.posterior(state, 1).mean()[0]).isCloseTo(adam(5, training, 50), within(1e-4));
    }

    private static double adam(double start, Training training, int steps) {
        double p = start;
        double m = 0;
        double v = 0;
        for (int k = 1; k <= steps; k++) {
            double g = p - 3;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            p -= training.rateAt(k - 1)
                    * (m / (1 - Math.pow(0.9, k)))
                    / (Math.sqrt(v / (1 - Math.pow(0.999, k))) + 1e-8);
        }
        return p;
    }

    /** Batching changes nothing: a member trained with others ends where it ends among copies. */
    @Test
    void membersDoNotSeeEachOther() {
        FeedForward network = new FeedForward(1, 5, Head.HETEROSCEDASTIC);
        RegressionData rows = Waves.of(50, Key.of(2));
        FeedForwardPrior wide = FeedForwardPrior.withDefaults();
        Training training = Training.withDefaults().withSteps(60);
        DeepEnsemble two = DeepEnsemble.of(network, rows, training, List.of(wide, wide.withScale(0.1)));
        DeepEnsemble three = DeepEnsemble.of(network, rows, training, List.of(wide, wide, wide));
        double[] among = two.posterior(two.run(Key.of(4)), 0).mean();
        double[] alone = three.posterior(three.run(Key.of(4)), 0).mean();
        assertThat(among).containsExactly(alone, within(1e-3));
    }

    /** What training ends at is a mode of the density that the samplers see: the gradient there is nearly nothing. */
    @Test
    void fullBatchTrainingEndsAtAModeOfTheDensity() {
        FeedForward network = new FeedForward(1, 3, Head.HOMOSCEDASTIC);
        RegressionData rows = Waves.of(80, Key.of(2));
        FeedForwardPrior prior = FeedForwardPrior.withDefaults();
        Training training = new Training(2000, 80, 0.02);
        DeepEnsemble one = DeepEnsemble.of(network, rows, training, Collections.nCopies(1, prior));
        double[] point = one.posterior(one.run(Key.of(6)), 0).mean();
        double[] gradient = new double[network.size()];
        FeedForwardDensity density = FeedForwardDensity.of(network, prior.of(network), rows);
        double value = density.evaluate(point, gradient);
        double[] atStart = new double[network.size()];
        double before = density.evaluate(network.initial(1, Key.of(6))[0], atStart);
        assertThat(value).isGreaterThan(before + 20);
        assertThat(largest(gradient)).isLessThan(0.01 * largest(atStart));
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    @Test
    void noiseIsStandardAndReproducible() {
        float[] first = new NoiseTable(Key.of(8)).draw(new Shape(4, 50_000)).toFloatArray();
        float[] again = new NoiseTable(Key.of(8)).draw(new Shape(4, 50_000)).toFloatArray();
        float[] other = new NoiseTable(Key.of(9)).draw(new Shape(4, 50_000)).toFloatArray();
        assertThat(first).isEqualTo(again).isNotEqualTo(other);
        double squares = 0;
        double sum = 0;
        for (float value : first) {
            sum += value;
            squares += value * value;
        }
        assertThat(sum / first.length).isCloseTo(0, within(0.01));
        assertThat(squares / first.length).isCloseTo(1, within(0.02));
    }
}
