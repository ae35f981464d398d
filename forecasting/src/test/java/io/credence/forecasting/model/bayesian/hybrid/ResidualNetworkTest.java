package io.credence.forecasting.model.bayesian.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.random.Key;
import io.credence.forecasting.distribution.StudentTLaw;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ResidualNetworkTest {

    private static final int ROWS = 1500;

    /** Standard normal inputs. */
    private static double[][] inputs(SplittableRandom random) {
        double[][] x = new double[ROWS][3];
        for (double[] row : x) {
            Arrays.setAll(row, k -> random.nextGaussian());
        }
        return x;
    }

    /** Residuals whose log scale is {@code effect tanh(2 x_0)}. */
    private static double[] residuals(double[][] x, double effect, SplittableRandom random) {
        StudentTLaw law = new StudentTLaw(6);
        return Arrays.stream(x)
                .mapToDouble(row -> Math.exp(effect * Math.tanh(2 * row[0])) * law.quantile(random.nextDouble(1e-9, 1)))
                .toArray();
    }

    @Test
    void theGradientIsThatOfTheLoss() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = inputs(random);
        double[] z = residuals(x, 0.3, random);
        ResidualNetwork network = ResidualNetwork.random(3, Key.of(2));
        double[] w = network.weights().clone();
        for (int i = 0; i < w.length; i++) {
            w[i] += 0.05 * random.nextGaussian();
        }
        double[] gradient = new double[w.length];
        double[] unused = new double[w.length];
        network.loss(w, gradient, x, z);
        for (int i = 0; i < w.length; i++) {
            double[] up = w.clone();
            double[] down = w.clone();
            up[i] += 1e-5;
            down[i] -= 1e-5;
            double slope = (network.loss(up, unused, x, z) - network.loss(down, unused, x, z)) / 2e-5;
            assertThat(gradient[i]).as("weight " + i).isCloseTo(slope, within(1e-7));
        }
    }

    /** What is there is found: its log scale differs by some 0.8 between the ends, of which the prior takes a part. */
    @Test
    void learnsAnEffectAndNothingWhereThereIsNone() {
        assertThat(learnt(0.4)).isBetween(0.5, 1.0);
        assertThat(Math.abs(learnt(0))).isLessThan(0.25);
    }

    /** By how much the log scale differs between x_0 = 1.5 and -1.5. */
    private static double learnt(double effect) {
        SplittableRandom random = new SplittableRandom(7);
        double[][] x = inputs(random);
        ResidualNetwork network = ResidualNetwork.random(3, Key.of(2)).trained(x, residuals(x, effect, random));
        return network.last(network.hidden(new double[] {1.5, 0, 0}))
                - network.last(network.hidden(new double[] {-1.5, 0, 0}));
    }
}
