package io.credence.bnn.inference.moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.network.moment.MomentFeedForward;
import io.credence.bnn.network.moment.MomentNetwork;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

final class ExplainedMomentsTest {

    private static final int STEPS = 4;
    private static final MomentNetwork NETWORK = new MomentFeedForward(STEPS, 2, 6, 2);
    private static final TrainedWeights WEIGHTS = new TrainedWeights(
            NETWORK, NETWORK.initial(Key.of(1)), NETWORK.layout().variances(0.05));

    /** The quantile of {@link MomentForecast}'s moments, and its slopes as differences, whatever is carried. */
    @Test
    void explainsTheForecastsQuantile() {
        for (Carried carried : Carried.values()) {
            TrainedWeights weights = carried.bayesian()
                    ? WEIGHTS
                    : new TrainedWeights(NETWORK, WEIGHTS.means(), new double[WEIGHTS.means().length]);
            ExplainedMoments explained = carried == Carried.DRAWS
                    ? ExplainedMoments.draws(weights, 30, Key.of(3), STEPS)
                    : ExplainedMoments.of(weights, carried, STEPS);
            double[][] points = points();
            MomentForecast[] forecasts = carried == Carried.DRAWS
                    ? MomentPredictor.draws(weights, data(points), 30, Key.of(3))
                    : MomentPredictor.of(weights, carried).predict(data(points));
            double[] values = explained.values(points);
            for (int row = 0; row < values.length; row++) {
                double sd = Math.sqrt(forecasts[row].variance() + forecasts[row].noise());
                assertThat(values[row]).isCloseTo(forecasts[row].mean() - 1.644853627 * sd, within(1e-4));
            }
            double[] gradient = explained.gradients(points)[1];
            for (int i = 0; i < gradient.length; i++) {
                assertThat(gradient[i])
                        .as("%s, input %d", carried, i)
                        .isCloseTo(slope(explained, points[1], i), within(0.02));
            }
        }
    }

    @Test
    void refusesDrawsInOnePass() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplainedMoments.of(WEIGHTS, Carried.DRAWS, STEPS))
                .withMessageContaining("DRAWS");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplainedMoments.of(WEIGHTS, Carried.VARIANCES, 0))
                .withMessageContaining("0 steps");
    }

    private static double slope(ExplainedMoments explained, double[] point, int i) {
        double[] up = point.clone();
        double[] down = point.clone();
        up[i] += 5e-3;
        down[i] -= 5e-3;
        double[] ends = explained.values(new double[][] {up, down});
        return (ends[0] - ends[1]) / 1e-2;
    }

    private static double[][] points() {
        ZigguratSampler gaussian =
                ZigguratSampler.NormalizedGaussian.of(Key.of(2).generator());
        double[][] points = new double[3][2 * STEPS];
        for (double[] point : points) {
            Arrays.setAll(point, i -> gaussian.sample());
        }
        return points;
    }

    private static WindowData data(double[][] points) {
        float[] flat = new float[points.length * points[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) points[i / points[0].length][i % points[0].length];
        }
        return new WindowData(flat, STEPS, 2, new float[points.length]);
    }
}
