package io.credence.bnn.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.distribution.GaussLegendre;
import io.credence.bnn.random.Key;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Closed forms: a linear output, a quadratic, a cubic. */
final class ExplanationTest {

    private static final double[] W = {2, -1, 0.5};
    private static final double[][] POINTS = {{1, 2, 3}, {-1, 0.5, 0}};

    private static final Explained LINEAR = of(x -> Points.product(W, x) + 7, x -> W.clone());
    private static final Explained SQUARES = of(x -> Points.product(x, x), x -> scaled(2, x));
    private static final Explained CUBE = of(x -> x[0] * x[0] * x[0], x -> new double[] {3 * x[0] * x[0]});

    @Test
    void everyMethodGivesALinearOutputItsWeights() {
        AttributionMethod[] methods = {
            AttributionMethod.inputGradient(), new SmoothGrad(0.3, 5, Key.of(1)), integrated(new double[3])
        };
        for (AttributionMethod method : methods) {
            double[][] slopes = method.of(LINEAR, POINTS);
            for (double[] each : slopes) {
                assertThat(each).containsExactly(W, within(1e-14));
            }
            for (Infidelity.Score score : new Infidelity(0.5, 50, Key.of(2)).of(LINEAR, POINTS, slopes)) {
                assertThat(score.error()).isCloseTo(0, within(1e-25));
                assertThat(score.power()).isPositive();
            }
            for (SensitivityMax.Score score : new SensitivityMax(0.5, 10, Key.of(3)).of(method, LINEAR, POINTS)) {
                assertThat(score.turn()).isCloseTo(0, within(1e-14));
            }
        }
    }

    /** The noise's odd part cancels in pairs, so a quadratic's gradient comes out exactly; a cubic's is {@code 3 x^2 + 3 sd^2}. */
    @Test
    void smoothGradIsTheMeanGradientUnderNoise() {
        assertThat(new SmoothGrad(0.7, 3, Key.of(1)).of(SQUARES, POINTS)[0])
                .containsExactly(new double[] {2, 4, 6}, within(1e-12));
        double[][] cube = new SmoothGrad(0.5, 20_000, Key.of(4)).of(CUBE, new double[][] {{2}});
        assertThat(cube[0][0]).isCloseTo(12 + 3 * 0.25, within(0.03));
    }

    @Test
    void integratedGradientsLeaveNothingOver() {
        double[] start = {0.5, -1, 2};
        double[] moved = integrated(start).contributions(SQUARES, POINTS[0]);
        assertThat(moved).containsExactly(new double[] {1 - 0.25, 4 - 1, 9 - 4}, within(1e-13));
        double cube = integrated(new double[] {1}).contributions(CUBE, new double[] {3})[0];
        assertThat(cube).isCloseTo(27 - 1, within(1e-12));
    }

    /** {@code E (sum w I)^2 = sd^2 |w|^2}; of a square and its gradient {@code E I^4 = 3 sd^4}. */
    @Test
    void infidelityHasItsClosedForms() {
        double sd = 0.4;
        Infidelity infidelity = new Infidelity(sd, 100_000, Key.of(5));
        Infidelity.Score blind = infidelity.of(LINEAR, POINTS, new double[2][3])[0];
        assertThat(blind.error()).isCloseTo(sd * sd * 5.25, within(0.01 * sd * sd * 5.25));
        assertThat(blind.share()).isEqualTo(1);
        Explained square = of(x -> x[0] * x[0], x -> scaled(2, x));
        double[][] at = {{1.5}};
        double expected = 3 * Math.pow(sd, 4);
        assertThat(infidelity.of(square, at, square.gradients(at))[0].error())
                .isCloseTo(expected, within(0.03 * expected));
    }

    /** A quadratic's gradient turns by {@code 2 |y - x|}, at most twice the distance to a corner, and is {@code 2 |x|} long. */
    @Test
    void sensitivityIsTheGreatestTurn() {
        double radius = 0.1;
        double bound = radius * Math.sqrt(3) / Math.sqrt(14);
        double turned = new SensitivityMax(radius, 500, Key.of(6))
                .of(AttributionMethod.inputGradient(), SQUARES, POINTS)[0].share();
        assertThat(turned).isBetween(0.8 * bound, bound);
        double smooth = new SensitivityMax(radius, 500, Key.of(6))
                .of(new SmoothGrad(1, 4, Key.of(7)), SQUARES, POINTS)[0].share();
        assertThat(smooth).isCloseTo(turned, within(1e-12));
    }

    @Test
    void refusesWhatMeansNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SmoothGrad(0, 5, Key.of(1)))
                .withMessageContaining("noise of 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Infidelity(0.1, 1, Key.of(1)))
                .withMessageContaining("1 of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SensitivityMax(Double.NaN, 1, Key.of(1)))
                .withMessageContaining("radius NaN");
    }

    private static IntegratedGradients integrated(double[] start) {
        return new IntegratedGradients(start, GaussLegendre.of(4));
    }

    private static double[] scaled(double factor, double[] x) {
        return Arrays.stream(x).map(v -> factor * v).toArray();
    }

    private static Explained of(ToDoubleFunction<double[]> value, UnaryOperator<double[]> gradient) {
        return new Explained() {
            @Override
            public double[] values(double[][] points) {
                return Arrays.stream(points).mapToDouble(value).toArray();
            }

            @Override
            public double[][] gradients(double[][] points) {
                return Arrays.stream(points).map(gradient).toArray(double[][]::new);
            }
        };
    }
}
