package io.credence.bnn.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.credence.bnn.random.Key;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TargetsTest {

    static Stream<LogDensity> targets() {
        ConjugateRegression regression = Targets.conjugate(30, 4, 1);
        return Stream.of(
                regression,
                regression.prior(),
                regression.likelihood(new int[] {3, 7}),
                Targets.gaussian(6, 2),
                Targets.twoModes(3));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void gradientsEqualFiniteDifferences(LogDensity target) {
        double[] point = Targets.normals(1, target.dimension(), Key.of(3))[0];
        double[] gradient = new double[point.length];
        target.evaluate(point, gradient);
        for (int j = 0; j < point.length; j++) {
            assertThat(slope(target, point, j)).isCloseTo(gradient[j], within(1e-5 * (1 + Math.abs(gradient[j]))));
        }
    }

    @Test
    void scoreOfTheConjugatePosteriorIsZeroAtItsMean() {
        ConjugateRegression regression = Targets.conjugate(30, 4, 1);
        double[] gradient = new double[4];
        regression.evaluate(regression.mean(), gradient);
        assertThat(gradient).containsExactly(new double[4], within(1e-9));
    }

    @Test
    void batchesOfOneRowAddUpToTheWhole() {
        ConjugateRegression regression = Targets.conjugate(30, 4, 1);
        double[] point = {0.1, -0.2, 0.3, 0.4};
        double[] unused = new double[4];
        double mean = IntStream.range(0, 30)
                .mapToDouble(row -> regression.likelihood(new int[] {row}).evaluate(point, unused))
                .average()
                .orElseThrow();
        assertThat(mean + regression.prior().evaluate(point, unused))
                .isCloseTo(regression.evaluate(point, unused), within(1e-9));
    }

    /** One coefficient, one row: {@code y ~ N(0, noise^2 + prior^2)}. */
    @Test
    void evidenceOfOneRow() {
        ConjugateRegression one = new ConjugateRegression(new double[][] {{1}}, new double[] {1.5}, 0.5, 2);
        double variance = 0.25 + 4;
        assertThat(one.logEvidence())
                .isCloseTo(-0.5 * Math.log(2 * Math.PI * variance) - 0.5 * 2.25 / variance, within(1e-12));
    }

    private static double slope(LogDensity target, double[] point, int j) {
        double[] unused = new double[point.length];
        double[] up = point.clone();
        double[] down = point.clone();
        up[j] += 1e-5;
        down[j] -= 1e-5;
        return (target.evaluate(up, unused) - target.evaluate(down, unused)) / 2e-5;
    }
}
