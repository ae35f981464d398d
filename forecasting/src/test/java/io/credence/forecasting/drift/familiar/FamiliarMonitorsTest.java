package io.credence.forecasting.drift.familiar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.evaluation.TrafficLight;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FamiliarMonitorsTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    @Test
    void theCusumIsTheReflectedLogRatio() {
        Cusum cusum = Cusum.ofScale(1.5, 4);
        double[] scores = {2, 0.1, -3, 2.5};
        double expected = 0;
        for (double z : scores) {
            cusum.add(NORMAL.cumulativeProbability(z));
            expected = Math.max(0, expected + z * z * 5 / 18 - Math.log(1.5));
        }
        assertThat(cusum.sum()).isCloseTo(expected, within(1e-9));
        assertThat(cusum.add(NORMAL.cumulativeProbability(4))).isTrue();
    }

    @Test
    void pageHinkleyIsTheDeviationOverItsMinimum() {
        PageHinkley monitor = PageHinkley.of(0, 0.5);
        // Folded 0, 0, 1: means 0, 0, 1/3; the sum rises by 2/3 at the third.
        assertThat(monitor.add(0.5)).isFalse();
        assertThat(monitor.add(0.5)).isFalse();
        assertThat(monitor.add(1)).isTrue();
    }

    @Test
    void adwinDropsWhatWasBeforeAChange() {
        SplittableRandom random = new SplittableRandom(1);
        Adwin adwin = Adwin.withDefaults();
        for (int i = 0; i < 2000; i++) {
            adwin.add(random.nextDouble());
        }
        assertThat(adwin.length()).isEqualTo(2000);
        boolean changed = false;
        for (int i = 0; i < 400; i++) {
            changed |= adwin.add(random.nextDouble() < 0.5 ? 0.02 : 0.98);
        }
        assertThat(changed).isTrue();
        assertThat(adwin.length()).isBetween(300L, 600L);
    }

    @Test
    void kupiecsWindowRejectsAsTheTestDoes() {
        // At 99 % in 250 days the binomial test rejects at 5 % from 7 hits on.
        RollingKupiec kupiec = RollingKupiec.of(new ConfidenceLevel(0.99), 250, 0.05);
        for (int day = 0; day < 244; day++) {
            assertThat(kupiec.add(0.5)).isFalse();
        }
        for (int hit = 0; hit < 6; hit++) {
            kupiec.add(0.001);
        }
        assertThat(kupiec.add(0.5)).isFalse();
        assertThat(kupiec.add(0.001)).isTrue();
    }

    @Test
    void theLightSaysWhenItWillBeRed() {
        RollingTrafficLight light = new RollingTrafficLight();
        for (int day = 0; day < 200; day++) {
            light.add(0.5);
        }
        assertThat(light.daysToBreach()).isEmpty();
        for (int day = 0; day < 50; day++) {
            light.add(day % 10 == 0 ? 0.005 : 0.5);
        }
        assertThat(light.now().zone()).isEqualTo(TrafficLight.Zone.AMBER);
        // Five hits, a tenth more every day, none leaving for 200 days: ten after fifty.
        assertThat(light.daysToBreach()).hasValue(50);
        for (int hit = 0; hit < 5; hit++) {
            light.add(0.001);
        }
        assertThat(light.now().zone()).isEqualTo(TrafficLight.Zone.RED);
        assertThat(light.daysToBreach()).hasValue(0);
    }

    @Test
    void coverageHasItsBinomialBand() {
        RollingCoverage coverage = RollingCoverage.of(0.9, 100, 0.05);
        for (int i = 0; i < 100; i++) {
            assertThat(coverage.add(i < 90 ? 0.5 : 0.01)).isFalse();
        }
        assertThat(coverage.coverage()).isEqualTo(0.9);
        // Binomial(100, 0.9): P(X < 84) = 0.021 and P(X <= 84) = 0.040.
        assertThat(coverage.lowest()).isEqualTo(0.84);
        assertThat(coverage.highest()).isEqualTo(0.95);
        for (int i = 0; i < 7; i++) {
            coverage.add(0.99);
        }
        assertThat(coverage.add(0.99)).isTrue();
    }

    @Test
    void theCalibrationErrorIsTheDistanceFromEvenShares() {
        RollingCalibrationError error = RollingCalibrationError.of(100, 0.01);
        for (int i = 0; i < 100; i++) {
            assertThat(error.add((i % 10 + 0.5) / 10)).isFalse();
        }
        assertThat(error.error()).isCloseTo(0, within(1e-12));
        for (int i = 0; i < 100; i++) {
            error.add(1);
        }
        assertThat(error.error()).isCloseTo(1.8, within(1e-12)).isGreaterThan(error.band());
        assertThat(error.band()).isBetween(0.2, 0.5);
    }

    static Stream<PitAlarm> all() {
        return Stream.of(
                Cusum.ofScale(1.5, 10),
                PageHinkley.withDefaults(),
                Adwin.withDefaults(),
                RollingKupiec.of(new ConfidenceLevel(0.99), 250, 0.01),
                RollingCoverage.of(0.95, 250, 0.01),
                RollingCalibrationError.of(250, 0.01),
                new RollingTrafficLight());
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesWhatIsNoProbability(PitAlarm alarm) {
        for (double pit : new double[] {-0.01, 1.01, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> alarm.add(pit))
                    .withMessageContaining(Double.toString(pit));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isSilentOnEvenPits(PitAlarm alarm) {
        for (int i = 0; i < 3000; i++) {
            // A golden-ratio sequence is more even than chance.
            assertThat(alarm.add(((i + 0.5) * 0.6180339887498949) % 1)).isFalse();
        }
    }
}
