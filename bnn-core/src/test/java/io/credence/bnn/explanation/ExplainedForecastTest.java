package io.credence.bnn.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.distribution.GaussLegendre;
import io.credence.bnn.network.NetworkSession;
import io.credence.bnn.network.Networks;
import io.credence.bnn.network.SequenceNetwork;
import io.credence.bnn.predictive.HurdleStudentT;
import io.credence.bnn.predictive.PosteriorInterval;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

final class ExplainedForecastTest {

    private static final int STEPS = 5;
    private static final int INPUTS = 4;

    private static final SequenceNetwork LSTM = Networks.lstm(INPUTS, 2, 3);
    private static final HeadFunctional RISK = (logit, location, logScale, df) ->
            -HurdleStudentT.of(logit, location, logScale, df, 0.01).quantile(0.05);
    private static final HeadFunctional WIDTH = (logit, location, logScale, df) -> {
        PosteriorInterval interval =
                HurdleStudentT.of(logit, location, logScale, df, 0.01).quantileInterval(0.05, 0.9);
        return interval.high() - interval.low();
    };

    /** A network whose features are its inputs: the location's mean has the head's weights as its slopes. */
    @Test
    void aLinearNetworksSlopesAreItsWeights() {
        SequenceNetwork linear = Networks.identity(INPUTS, 2, 7);
        try (ExplainedForecast location =
                ExplainedForecast.of(linear, STEPS, 1, (logit, mean, logScale, df) -> mean.mean())) {
            double[] slopes = location.gradients(new double[][] {point(location.size(), 1)})[0];
            int row = 2 + 1; // locations follow the logits of two horizons
            int from = linear.spec().deterministicSize() + row * INPUTS;
            for (int i = 0; i < slopes.length; i++) {
                int last = i - (STEPS - 1) * INPUTS;
                assertThat(slopes[i]).isCloseTo(last < 0 ? 0 : linear.parameters()[from + last], within(1e-5));
            }
        }
    }

    @Test
    void valuesAreThoseOfServingStepByStep() {
        try (ExplainedForecast risk = ExplainedForecast.of(LSTM, STEPS, 0, RISK);
                NetworkSession session = LSTM.open()) {
            double[] point = point(risk.size(), 2);
            byte[] state = state(point, STEPS * INPUTS);
            NetworkSession.Step step = null;
            for (int t = 0; t < STEPS; t++) {
                step = session.step(new float[][] {floats(point, t * INPUTS, INPUTS)}, new byte[][] {state});
                state = step.states()[0];
            }
            var moments = step.moments();
            double served =
                    RISK.of(moments.logit(0, 0), moments.location(0, 0), moments.logScale(0, 0), moments.rawDf(0));
            assertThat(risk.values(new double[][] {point})[0]).isCloseTo(served, within(1e-5 * served));
        }
    }

    /** Of the quantile and of its posterior width, by window and recurrent state, in one batch and one by one. */
    @Test
    void gradientsAreDifferencesOfValues() {
        for (HeadFunctional functional : new HeadFunctional[] {RISK, WIDTH}) {
            try (ExplainedForecast output = ExplainedForecast.of(LSTM, STEPS, 1, functional)) {
                double[][] points = {point(output.size(), 4), point(output.size(), 5)};
                double[][] gradients = output.gradients(points);
                double length = Math.sqrt(Points.product(gradients[0], gradients[0]));
                for (int i = 0; i < output.size(); i++) {
                    double difference = difference(output, points[0], i, 0.02);
                    assertThat(gradients[0][i]).as("input %d", i).isCloseTo(difference, within(0.01 * length));
                }
                assertThat(gradients[1])
                        .containsExactly(output.gradients(new double[][] {points[1]})[0], within(1e-5 * length));
            }
        }
    }

    @Test
    void contributionsSumToTheChange() {
        try (ExplainedForecast risk = ExplainedForecast.of(LSTM, STEPS, 0, RISK)) {
            double[] point = point(risk.size(), 6);
            double[] start = new double[risk.size()];
            double[] moved = new IntegratedGradients(start, GaussLegendre.of(16)).contributions(risk, point);
            double[] ends = risk.values(new double[][] {start, point});
            double change = ends[1] - ends[0];
            assertThat(Arrays.stream(moved).sum()).isCloseTo(change, within(1e-3 * Math.abs(change)));
        }
    }

    @Test
    void refusesAWindowWithoutSteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplainedForecast.of(LSTM, 0, 0, RISK))
                .withMessageContaining("0 steps")
                .withMessageContaining("Maybe");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExplainedForecast.of(LSTM, 1, 2, RISK))
                .withMessageContaining("horizon 2");
    }

    private static double difference(Explained output, double[] point, int i, double step) {
        double[] up = point.clone();
        double[] down = point.clone();
        up[i] += step;
        down[i] -= step;
        double[] ends = output.values(new double[][] {up, down});
        return (ends[0] - ends[1]) / (2 * step);
    }

    private static double[] point(int size, long seed) {
        UniformRandomProvider random = Networks.random(seed);
        double[] point = new double[size];
        Arrays.setAll(point, i -> 2 * random.nextDouble() - 1);
        return point;
    }

    private static float[] floats(double[] point, int from, int length) {
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = (float) point[from + i];
        }
        return floats;
    }

    private static byte[] state(double[] point, int from) {
        var bytes = java.nio.ByteBuffer.allocate((point.length - from) * Float.BYTES)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int i = from; i < point.length; i++) {
            bytes.putFloat((float) point[i]);
        }
        return bytes.array();
    }
}
