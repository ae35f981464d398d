package io.credence.forecasting.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HitTestsTest {

    private static final ConfidenceLevel P99 = new ConfidenceLevel(0.99);
    private static final ConfidenceLevel P975 = new ConfidenceLevel(0.975);
    private static final int REPLICATIONS = 400;

    static Stream<Arguments> tests() {
        return Stream.of(
                Arguments.of("Kupiec", of(hits -> KupiecTest.withDefaults().test(hits))),
                Arguments.of(
                        "independence",
                        of(hits -> ChristoffersenTest.ofIndependence()
                                .withDraws(199, 1)
                                .test(hits))),
                Arguments.of(
                        "conditional coverage",
                        of(hits -> ChristoffersenTest.ofConditionalCoverage()
                                .withDraws(199, 1)
                                .test(hits))),
                Arguments.of(
                        "duration",
                        of(hits -> DurationTest.withDefaults().withDraws(99, 1).test(hits))),
                Arguments.of(
                        "dynamic quantile",
                        of(hits -> DynamicQuantileTest.withDefaults()
                                .withDraws(199, 1)
                                .test(hits, path(hits.days())))));
    }

    private static ToDoubleFunction<Hits> of(java.util.function.Function<Hits, TestResult> test) {
        return hits -> test.apply(hits).pValue();
    }

    /** A path of risk that moves as volatility does. */
    private static double[] path(int days) {
        double[] path = new double[days];
        Arrays.setAll(path, day -> Math.exp(Math.sin(day / 40.0)));
        return path;
    }

    /** 5 % of 400 has a standard deviation of 4.4; ties, of which counts have many, only lower the share. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void theSizeIsKept(String name, ToDoubleFunction<Hits> test) {
        SplittableRandom random = new SplittableRandom(3);
        int rejected = 0;
        for (int i = 0; i < REPLICATIONS; i++) {
            Hits hits = NullHits.independent(P99, 500, random);
            rejected += test.applyAsDouble(hits) < 0.05 ? 1 : 0;
        }
        assertThat(rejected).as("of %d at 5 %%", REPLICATIONS).isBetween(6, 32);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void manyHitsInRowsAreRejected(String name, ToDoubleFunction<Hits> test) {
        boolean[] exceeded = new boolean[1000];
        for (int i = 0; i < 1000; i++) {
            exceeded[i] = i % 250 < 15;
        }
        double pValue = test.applyAsDouble(Hits.of(P975, exceeded));
        assertThat(pValue).isLessThan(0.02);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void noHitIsAnAnswerToo(String name, ToDoubleFunction<Hits> test) {
        assertThat(test.applyAsDouble(Hits.of(P99, new boolean[100]))).isBetween(0.1, 1.0);
    }

    @Test
    void theExactKupiecIsABinomialTail() {
        // P(X = 0) = 0.99^250, and the likelihood ratios of 6 and more are larger than that of 0.
        double none =
                KupiecTest.withDefaults().test(Hits.of(P99, new boolean[250])).pValue();
        double law = 0;
        for (int x = 0; x <= 250; x++) {
            double mass = Math.exp(logChoose(250, x) + x * Math.log(0.01) + (250 - x) * Math.log(0.99));
            law += x == 0 || x >= 7 ? mass : 0;
        }
        assertThat(none).isCloseTo(law, within(1e-10));
    }

    private static double logChoose(int n, int k) {
        double sum = 0;
        for (int i = 1; i <= k; i++) {
            sum += Math.log(n - k + i) - Math.log(i);
        }
        return sum;
    }

    /** The plain way: all columns written out, normal equations by elimination. */
    @Test
    void dynamicQuantileEqualsItsPlainTwin() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 20; round++) {
            double[] risk = random.doubles(300).map(u -> 1 + u).toArray();
            boolean[] exceeded = new boolean[300];
            for (int i = 0; i < 300; i++) {
                exceeded[i] = random.nextDouble() < (i % 50 < 10 ? 0.2 : 0.02);
            }
            double fast = DynamicQuantileTest.withDefaults()
                    .withReference(Reference.ASYMPTOTIC)
                    .test(Hits.of(P975, exceeded), risk)
                    .statistic();
            assertThat(fast).isCloseTo(plain(exceeded, risk, 0.025), within(1e-8 * fast));
        }
    }

    private static double plain(boolean[] exceeded, double[] risk, double alpha) {
        int n = exceeded.length - 4;
        double[][] normal = new double[6][7];
        for (int t = 0; t < n; t++) {
            double[] row = {1, 0, 0, 0, 0, risk[t + 4], (exceeded[t + 4] ? 1 : 0) - alpha};
            for (int lag = 1; lag <= 4; lag++) {
                row[lag] = (exceeded[t + 4 - lag] ? 1 : 0) - alpha;
            }
            for (int i = 0; i < 6; i++) {
                for (int j = 0; j < 7; j++) {
                    normal[i][j] += row[i] * row[j];
                }
            }
        }
        double[] right = new double[6];
        Arrays.setAll(right, i -> normal[i][6]);
        for (int p = 0; p < 6; p++) {
            for (int i = 0; i < 6; i++) {
                double factor = i == p ? 0 : normal[i][p] / normal[p][p];
                for (int j = 0; j < 7; j++) {
                    normal[i][j] -= factor * normal[p][j];
                }
            }
        }
        double sum = 0;
        for (int i = 0; i < 6; i++) {
            sum += right[i] * normal[i][6] / normal[i][i];
        }
        return sum / (alpha * (1 - alpha));
    }

    @Test
    void aConstantRiskIsOneRegressorLess() {
        SplittableRandom random = new SplittableRandom(6);
        double[] constant = new double[1000];
        Arrays.fill(constant, 2.5);
        var result = DynamicQuantileTest.withDefaults().test(NullHits.independent(P975, 1000, random), constant);
        assertThat(result.rank()).isEqualTo(5);
        assertThat(result.pValue()).isBetween(0.001, 1.0);
    }

    @Test
    void theDurationTestKnowsWhichWayHitsStray() {
        boolean[] regular = new boolean[1000];
        boolean[] clustered = new boolean[1000];
        for (int i = 0; i < 1000; i++) {
            regular[i] = i % 40 == 20;
            clustered[i] = i % 200 > 190 && i % 2 == 0;
        }
        DurationTest test = DurationTest.withDefaults();
        assertThat(test.test(Hits.of(P975, regular)).shape()).isGreaterThan(2);
        assertThat(test.test(Hits.of(P975, regular)).reject(0.01)).isTrue();
        assertThat(test.test(Hits.of(P975, clustered)).shape()).isLessThan(0.8);
        assertThat(test.test(Hits.of(P975, clustered)).reject(0.01)).isTrue();
    }

    @Test
    void overlappingHorizonsAreTestedOffsetByOffset() {
        assertThat(OverlappingHorizon.pValue(1, offset -> 0.3)).isEqualTo(0.3);
        assertThat(OverlappingHorizon.pValue(2, offset -> offset == 0 ? 0.1 : 0.3))
                .isCloseTo(0.4, within(1e-15));
        assertThat(OverlappingHorizon.pValue(10, offset -> 0.9)).isEqualTo(1);
        Hits hits = Hits.of(P99, false, true, false, false, true, false, false, true);
        assertThat(hits.every(3, 1).count()).isEqualTo(3);
        assertThat(hits.every(3, 1).days()).isEqualTo(3);
        assertThat(hits.every(3, 2).days()).isEqualTo(2);
        assertThat(hits.every(3, 2).count()).isZero();
    }

    /** Kupiec's limit law at 250 days of an estimate from 250 days rejects far more than 5 %. */
    @Test
    void anEstimatedQuantileInflatesTheSize() {
        KupiecTest kupiec = KupiecTest.withDefaults().withReference(Reference.ASYMPTOTIC);
        EstimationRisk fixed = EstimationRisk.ofRollingWindow(P975, 250, 1000);
        double inflated = fixed.size(1000, 0.05, hits -> kupiec.test(hits).pValue());
        double known = EstimationRisk.ofExpandingWindow(P975, 100_000, 1000)
                .withDraws(199, 1)
                .size(1000, 0.05, hits -> kupiec.test(hits).pValue());
        assertThat(inflated).isBetween(0.3, 0.55);
        assertThat(known).isLessThan(0.1);
    }

    @Test
    void theCorrectedPValueKeepsItsSize() {
        EstimationRisk risk = EstimationRisk.ofRollingWindow(P975, 250, 500).withDraws(199, 7);
        SplittableRandom random = new SplittableRandom(8);
        int rejected = 0;
        for (int i = 0; i < 200; i++) {
            Hits hits = risk.hits(500, random);
            rejected += risk.correctedPValue(
                                    hits,
                                    h -> KupiecTest.withDefaults()
                                            .withReference(Reference.ASYMPTOTIC)
                                            .test(h)
                                            .statistic())
                            < 0.05
                    ? 1
                    : 0;
        }
        assertThat(rejected).isBetween(2, 19);
    }

    @Test
    void zonesOfTheTrafficLight() {
        assertThat(TrafficLight.of(4)).isEqualTo(new TrafficLight(4, TrafficLight.Zone.GREEN, 1.5));
        assertThat(TrafficLight.of(5)).isEqualTo(new TrafficLight(5, TrafficLight.Zone.AMBER, 1.70));
        assertThat(TrafficLight.of(9)).isEqualTo(new TrafficLight(9, TrafficLight.Zone.AMBER, 1.92));
        assertThat(TrafficLight.of(10)).isEqualTo(new TrafficLight(10, TrafficLight.Zone.RED, 2));
        boolean[] exceeded = new boolean[400];
        Arrays.fill(exceeded, 0, 200, true);
        assertThat(TrafficLight.of(Hits.of(P99, exceeded), 3).exceptions()).isEqualTo(53);
        assertThatIllegalArgumentException().isThrownBy(() -> TrafficLight.of(Hits.of(P975, exceeded), 0));
    }

    @Test
    void aSignificanceMustBeOne() {
        TestResult result = KupiecTest.withDefaults().test(Hits.of(P99, new boolean[10]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> result.reject(5))
                .withMessageContaining("significance is 5.0");
    }
}
