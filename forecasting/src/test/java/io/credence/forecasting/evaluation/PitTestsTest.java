package io.credence.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PitTestsTest {

    static Stream<Arguments> tests() {
        return Stream.of(
                Arguments.of(
                        "Berkowitz", of(pits -> BerkowitzTest.withDefaults().test(pits))),
                Arguments.of(
                        "Kolmogorov-Smirnov",
                        of(pits -> PitUniformityTest.withDefaults().test(pits))),
                Arguments.of(
                        "multinomial", of(pits -> MultinomialTest.withDefaults().test(pits))));
    }

    private static Function<double[], TestResult> of(Function<double[], TestResult> test) {
        return test;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void theSizeIsKept(String name, Function<double[], TestResult> test) {
        SplittableRandom random = new SplittableRandom(21);
        int rejected = 0;
        for (int i = 0; i < 1000; i++) {
            rejected += test.apply(random.doubles(500).toArray()).reject(0.05) ? 1 : 0;
        }
        // 5 % of 1000 has a standard deviation of 6.9.
        assertThat(rejected).isBetween(28, 72);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void tooNarrowForecastsAreFound(String name, Function<double[], TestResult> test) {
        NormalDistribution narrow = NormalDistribution.of(0, 1);
        NormalDistribution truth = NormalDistribution.of(0, 1.4);
        double[] pits = new SplittableRandom(22)
                .doubles(1000)
                .map(truth::inverseCumulativeProbability)
                .map(narrow::cumulativeProbability)
                .toArray();
        assertThat(test.apply(pits).pValue()).isLessThan(1e-3);
    }

    /** Scores 1 and -1 in turn: slope -1, no noise; the null's log likelihood is that of unit squares. */
    @Test
    void berkowitzSeesDependenceThatUniformityDoesNot() {
        double[] pits = new double[400];
        SplittableRandom random = new SplittableRandom(23);
        double z = 0;
        for (int i = 0; i < 400; i++) {
            z = 0.5 * z
                    + Math.sqrt(0.75) * NormalDistribution.of(0, 1).inverseCumulativeProbability(random.nextDouble());
            pits[i] = NormalDistribution.of(0, 1).cumulativeProbability(z);
        }
        BerkowitzTest.Result result = BerkowitzTest.withDefaults().test(pits);
        assertThat(result.slope()).isCloseTo(0.5, within(0.1));
        assertThat(result.variance()).isCloseTo(0.75, within(0.12));
        assertThat(result.reject(0.001)).isTrue();
    }

    @Test
    void pitsAtTheEndsAreFinite() {
        double[] pits = new double[20];
        Arrays.setAll(pits, i -> i % 2);
        assertThat(BerkowitzTest.withDefaults().test(pits).statistic()).isFinite();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BerkowitzTest.withDefaults().test(new double[3]))
                .withMessageContaining("3");
    }

    @Test
    void cellsOfTheMultinomialTest() {
        double[] pits = {0, 0.001, 0.00625, 0.007, 0.02, 0.5, 1};
        MultinomialTest.Result result = MultinomialTest.withDefaults().test(pits);
        assertThat(result.counts()).containsExactly(3, 1, 0, 1, 2);
    }

    /** Pearson's statistic of 2 cells is Kupiec's in the limit: (x - n p)^2 / (n p (1 - p)). */
    @Test
    void oneLevelIsABinomialTest() {
        double[] pits = new double[1000];
        Arrays.fill(pits, 0.5);
        Arrays.fill(pits, 0, 20, 0.001);
        MultinomialTest.Result result =
                MultinomialTest.withDefaults().withLevels(0.99, 1).test(pits);
        assertThat(result.statistic()).isCloseTo(100 / (1000 * 0.01 * 0.99), within(1e-9));
    }
}
