package io.credence.bnn.predictive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against quantiles and tail means at 4e4 draws of the parameters. */
class PosteriorIntervalTest {

    private static final int DRAWS = 40_000;

    static Stream<HurdleStudentT> named() {
        return Predictives.named();
    }

    @ParameterizedTest
    @MethodSource("named")
    void endsAreThoseOfDraws(HurdleStudentT value) {
        Draws draws = new Draws(3);
        double[][] parameters = new double[DRAWS][];
        for (int i = 0; i < DRAWS; i++) {
            parameters[i] = draws.parameters(value);
        }
        for (double p : new double[] {0.01, 0.05, 0.5, 0.99}) {
            double[] quantiles = new double[DRAWS];
            double[] means = new double[DRAWS];
            for (int i = 0; i < DRAWS; i++) {
                double[] both = Draws.functionals(parameters[i], p);
                quantiles[i] = both[0];
                means[i] = both[1];
            }
            assertEnds(value.quantileInterval(p, 0.9), quantiles);
            assertEnds(value.tailMeanInterval(p, 0.9), means);
        }
    }

    @Test
    void ofUpperQuantilesMirrorsThatOfLowerOnes() {
        HurdleStudentT value = HurdleStudentT.of(
                Predictives.typical().logit(),
                Predictives.typical().location().times(0),
                Predictives.typical().logScale(),
                Predictives.typical().rawDf(),
                0.02);
        PosteriorInterval low = value.quantileInterval(0.02, 0.8);
        PosteriorInterval high = value.quantileInterval(0.98, 0.8);
        assertThat(high.low()).isCloseTo(-low.high(), within(1e-12));
        assertThat(high.high()).isCloseTo(-low.low(), within(1e-12));
    }

    @Test
    void holdsTheFigureItself() {
        Predictives.random(40, 5).forEach(value -> {
            for (double p : new double[] {0.01, 0.05}) {
                PosteriorInterval interval = value.quantileInterval(p, 0.9);
                double slack = 0.5 * (interval.high() - interval.low()) + 1e-9;
                assertThat(value.quantile(p)).isBetween(interval.low() - slack, interval.high() + slack);
            }
        });
    }

    /** Within 4 % of the interval's width of the draws' ends; their own noise is about 1 %. */
    private static void assertEnds(PosteriorInterval interval, double[] values) {
        Arrays.sort(values);
        double low = values[DRAWS / 20];
        double high = values[DRAWS - DRAWS / 20];
        assertThat(interval.low()).isCloseTo(low, within(0.04 * (high - low) + 1e-9));
        assertThat(interval.high()).isCloseTo(high, within(0.04 * (high - low) + 1e-9));
    }
}
