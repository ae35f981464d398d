package io.credence.forecasting.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PitMonitorTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final double ALPHA = 0.01;

    @Test
    void everyBetIsAtMostFairUnderTheToleratedNull() {
        for (Alternative alternative : Alternative.ALL) {
            for (double bias = -0.05; bias <= 0.0501; bias += 0.02) {
                for (double scale = 1 / 1.05; scale <= 1.05; scale += 0.015) {
                    assertThat(alternative.meanBet(bias, scale))
                            .as("%s at bias %s and scale %s", alternative, bias, scale)
                            .isLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void everyBetWinsWhereItsAlternativeHolds() {
        assertThat(Alternative.ALL)
                .filteredOn(alternative -> alternative.kind() == Alternative.Kind.DISPERSION)
                .allSatisfy(alternative -> assertThat(alternative.meanBet(0, alternative.strength()))
                        .isGreaterThan(1.05));
        assertThat(Alternative.ALL)
                .filteredOn(alternative -> alternative.kind() == Alternative.Kind.BIAS)
                .allSatisfy(alternative -> assertThat(alternative.meanBet(alternative.strength(), 1))
                        .isGreaterThan(1.02));
    }

    @Test
    void falseAlarmsStayUnderAlpha() {
        int streams = 400;
        long alarms = countAlarms(streams, 2000, 0, 1);
        assertThat(alarms).isLessThanOrEqualTo(Math.round(streams * ALPHA));
    }

    @Test
    void aFaultWithinTheToleranceDoesNotAlarm() {
        int streams = 100;
        assertThat(countAlarms(streams, 5000, 0.04, 1.045)).isLessThanOrEqualTo(Math.round(streams * ALPHA));
    }

    @ParameterizedTest
    @CsvSource({"0, 1.5, 120", "0, 2, 40", "0, 0.5, 66", "0.5, 1, 170", "-1, 1, 48"})
    void findsAFaultSoonAfterAThousandGoodForecasts(double bias, double scale, int medianDelay) {
        double[] delays = new double[41];
        for (int seed = 0; seed < delays.length; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            PitMonitor monitor = run(PitMonitor.start(ALPHA), random, 1000, 0, 1);
            while (monitor.alarm().isEmpty()) {
                monitor = run(monitor, random, 1, bias, scale);
            }
            delays[seed] = monitor.count() - 1000;
        }
        Arrays.sort(delays);
        assertThat(delays[delays.length / 2]).isBetween(0.2 * medianDelay, (double) medianDelay);
    }

    @Test
    void saysWhatMovedAndSinceWhen() {
        SplittableRandom random = new SplittableRandom(3);
        PitMonitor monitor = run(PitMonitor.start(ALPHA), random, 500, 0, 1);
        monitor = run(monitor, random, 300, 0, 1.8);
        CalibrationMonitor.Finding finding = monitor.alarm().orElseThrow();
        assertThat(finding.what())
                .startsWith("dispersion: realised returns spread 1.")
                .contains("times as wide");
        assertThat(minutes(finding.since())).isCloseTo(500, within(40L));
        assertThat(finding.raisedAt()).isAfter(finding.since());
        assertThat(finding.eValue()).isGreaterThanOrEqualTo(1 / ALPHA);
    }

    @Test
    void namesABias() {
        SplittableRandom random = new SplittableRandom(4);
        PitMonitor monitor = run(PitMonitor.start(ALPHA), random, 300, -0.8, 1);
        assertThat(monitor.alarm().orElseThrow().what())
                .startsWith("bias")
                .contains("under forecast")
                .containsPattern("(0\\.[6-9]|1\\.[0-2])");
    }

    @Test
    void namesALowerTail() {
        SplittableRandom random = new SplittableRandom(5);
        PitMonitor monitor = PitMonitor.start(ALPHA);
        for (int i = 0; i < 600; i++) {
            double uniform = random.nextDouble();
            // 15 % of the PITs lie in the lowest 5 %, the others evenly over the rest.
            double pit = uniform < 0.15 ? uniform / 3 : 0.05 + (uniform - 0.15) * 0.95 / 0.85;
            monitor = monitor.next(pit, BEGIN.plusSeconds(60L * i));
        }
        assertThat(monitor.alarm().orElseThrow().what()).startsWith("lower tail: 1");
    }

    @Test
    void clearsAfterRecoveryAndThenSpendsLess() {
        SplittableRandom random = new SplittableRandom(6);
        PitMonitor alarmed = run(PitMonitor.start(ALPHA), random, 400, 0, 2);
        assertThat(alarmed.alarm()).isPresent();
        PitMonitor stillBad = run(alarmed, random, 200, 0, 2);
        assertThat(stillBad.alarm()).isEqualTo(alarmed.alarm());
        PitMonitor recovered = run(stillBad, random, 400, 0, 1);
        assertThat(recovered.alarm()).isEmpty();
        assertThat(recovered.eValue()).isLessThan(100);
        PitMonitor again = run(recovered, random, 400, 0, 2);
        // The second test's level is a quarter of the first's, 6 alpha / pi^2.
        assertThat(again.alarm().orElseThrow().eValue()).isGreaterThan(4 * Math.PI * Math.PI / (6 * ALPHA));
    }

    @Test
    void stateSurvivesAsBytes() {
        SplittableRandom random = new SplittableRandom(7);
        PitMonitor calm = run(PitMonitor.start(ALPHA), random, 123, 0, 1);
        PitMonitor alarmed = run(calm, random, 200, 0, 3);
        for (PitMonitor monitor : new PitMonitor[] {PitMonitor.start(ALPHA), calm, alarmed}) {
            byte[] bytes = monitor.encode();
            assertThat(bytes).hasSizeLessThanOrEqualTo(2048);
            PitMonitor decoded = PitMonitor.decode(bytes);
            assertThat(decoded.encode()).isEqualTo(bytes);
            assertThat(decoded.alarm()).isEqualTo(monitor.alarm());
            assertThat(decoded.next(0.3, BEGIN).encode())
                    .isEqualTo(monitor.next(0.3, BEGIN).encode());
        }
    }

    @Test
    void outliersAtTheEndsOfTheUnitIntervalStayFinite() {
        PitMonitor monitor = PitMonitor.start(ALPHA).next(0, BEGIN).next(1, BEGIN);
        assertThat(monitor.eValue()).isFinite().isLessThan(20);
        for (int i = 0; i < 2000; i++) {
            monitor = monitor.next(i % 2, BEGIN);
        }
        assertThat(monitor.eValue()).isFinite();
    }

    @Test
    void startsAtAnEvidenceOfOne() {
        assertThat(PitMonitor.start(ALPHA).eValue()).isEqualTo(1);
        assertThat(PitMonitor.start(ALPHA).count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void refusesWhatIsNoProbability(double pit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PitMonitor.start(ALPHA).next(pit, BEGIN))
                .withMessageContaining(Double.toString(pit));
    }

    @Test
    void refusesForeignBytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PitMonitor.decode(new byte[] {9, 9}))
                .withMessageContaining("layout 9");
        byte[] cut = Arrays.copyOf(PitMonitor.start(ALPHA).encode(), 40);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PitMonitor.decode(cut))
                .withMessageContaining("40");
        assertThatIllegalArgumentException().isThrownBy(() -> PitMonitor.start(0));
    }

    private static long countAlarms(int streams, int length, double bias, double scale) {
        long alarms = 0;
        for (int seed = 0; seed < streams; seed++) {
            SplittableRandom random = new SplittableRandom(1000 + seed);
            PitMonitor monitor = PitMonitor.start(ALPHA);
            for (int i = 0; i < length && monitor.alarm().isEmpty(); i++) {
                monitor = run(monitor, random, 1, bias, scale);
            }
            alarms += monitor.alarm().isPresent() ? 1 : 0;
        }
        return alarms;
    }

    private static PitMonitor run(PitMonitor monitor, SplittableRandom random, int length, double bias, double scale) {
        PitMonitor next = monitor;
        for (int i = 0; i < length; i++) {
            double pit = NORMAL.cumulativeProbability(bias + scale * random.nextGaussian());
            next = next.next(pit, BEGIN.plusSeconds(60 * next.count()));
        }
        return next;
    }

    private static long minutes(Instant instant) {
        return (instant.getEpochSecond() - BEGIN.getEpochSecond()) / 60;
    }
}
