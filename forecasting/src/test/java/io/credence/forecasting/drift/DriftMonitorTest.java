package io.credence.forecasting.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriftMonitorTest {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final double ALPHA = 0.01;
    private static final double VAR = -NORMAL.inverseCumulativeProbability(TailLoss.TAIL);
    private static final double ES = NORMAL.density(VAR) / TailLoss.TAIL;

    @ParameterizedTest
    @EnumSource(Panel.class)
    void falseAlarmsStayUnderAlpha(Panel panel) {
        // A level at which a bound that does not hold shows: 300 streams at 0.05.
        long alarms = IntStream.range(0, 300)
                .filter(i -> {
                    SplittableRandom random = new SplittableRandom(1000 + i);
                    return alarms(DriftMonitor.start(panel, 0.05, 1), 1000, bar -> random.nextGaussian());
                })
                .count();
        assertThat(alarms).isLessThanOrEqualTo(15);
    }

    @Test
    void aFaultWithinTheToleranceDoesNotAlarm() {
        long alarms = IntStream.range(0, 60)
                .filter(i -> {
                    SplittableRandom random = new SplittableRandom(2000 + i);
                    DriftMonitor monitor = DriftMonitor.start(Panel.COMBINED, 0.05, 1);
                    return alarms(monitor, 5000, bar -> 1.05 * random.nextGaussian());
                })
                .count();
        assertThat(alarms).isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 1.25, 165", "0, 1.5, 48", "1000, 1.25, 310", "1000, 1.5, 95", "1000, 2, 36", "1000, 0.5, 80"})
    void findsAScaleSoon(int calm, double scale, double medianDelay) {
        double[] delays = IntStream.range(0, 101)
                .mapToDouble(seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    return firstAlarm(6000, bar -> (bar < calm ? 1 : scale) * random.nextGaussian()) - calm;
                })
                .sorted()
                .toArray();
        assertThat(delays[delays.length / 2]).isBetween(0.3 * medianDelay, medianDelay);
    }

    @Test
    void saysWhatMovedAndSinceWhen() {
        SplittableRandom random = new SplittableRandom(3);
        DriftMonitor monitor = DriftMonitor.start(Panel.COMBINED, ALPHA, 1);
        monitor = run(monitor, 0, 800, bar -> (bar < 500 ? 1 : 1.8) * random.nextGaussian());
        Finding finding = monitor.alarm().orElseThrow();
        assertThat(finding.fault()).isEqualTo(Fault.DISPERSION);
        assertThat(Math.sqrt(finding.magnitude())).isBetween(1.4, 2.1);
        assertThat(finding.what())
                .startsWith("dispersion: realised returns spread ")
                .contains("times as wide");
        assertThat(minutes(finding.since())).isCloseTo(500, within(40L));
        assertThat(finding.raisedAt()).isAfter(finding.since());
        assertThat(finding.eValue()).isGreaterThanOrEqualTo(1 / ALPHA);
        assertThat(finding.exactEValue()).isGreaterThan(finding.eValue());
        assertThat(finding.explain())
                .startsWith(finding.what())
                .contains(finding.since().toString())
                .contains(String.format(java.util.Locale.ROOT, "%.3g", finding.eValue()));
    }

    @Test
    void namesABias() {
        Finding finding = found(4, (random, before) -> random.nextGaussian() - 0.8);
        assertThat(finding.fault()).isEqualTo(Fault.BIAS);
        assertThat(finding.magnitude()).isBetween(-1.3, -0.5);
        assertThat(finding.what()).contains("under forecast");
    }

    @Test
    void namesASkew() {
        // A centred exponential law: mean 0, variance 1, skewness 2.
        Finding finding = found(5, (random, before) -> 1 + Math.log(random.nextDouble()));
        assertThat(finding.fault()).isEqualTo(Fault.SKEW);
        assertThat(finding.what()).contains("lower side is longer");
    }

    @Test
    void namesHeavyTails() {
        // One in ten from a law five times as wide, the variance being 1.
        double narrow = Math.sqrt(1 / 3.4);
        Finding finding =
                found(6, (random, before) -> (random.nextDouble() < 0.1 ? 5 : 1) * narrow * random.nextGaussian());
        assertThat(finding.fault()).isEqualTo(Fault.TAILS);
        assertThat(finding.what()).contains("heavier");
    }

    @Test
    void namesTooFewAndTooManyHits() {
        SplittableRandom random = new SplittableRandom(7);
        DriftMonitor monitor = DriftMonitor.start(Panel.TOO_MANY_HITS, ALPHA, 1);
        for (int bar = 0; bar < 600; bar++) {
            double pit = random.nextDouble() < 0.12 ? 0.049 * random.nextDouble() : 0.05 + 0.9 * random.nextDouble();
            monitor = monitor.next(Observation.of(bar, at(bar), pit));
        }
        assertThat(monitor.alarm().orElseThrow().what()).startsWith("hits: 1").contains("95 %");
        monitor = DriftMonitor.start(Panel.HITS, ALPHA, 1);
        for (int bar = 0; bar < 600; bar++) {
            monitor = monitor.next(Observation.of(bar, at(bar), 0.05 + 0.95 * random.nextDouble()));
        }
        assertThat(monitor.alarm().orElseThrow().magnitude()).isLessThan(0.02);
    }

    @Test
    void findsAShortfallThatIsTooSmallBehindARightValueAtRisk() {
        SplittableRandom random = new SplittableRandom(8);
        DriftMonitor monitor = DriftMonitor.start(Panel.SHORTFALL, ALPHA, 1);
        for (int bar = 0; bar < 2000; bar++) {
            double value = random.nextGaussian();
            double loss = value > VAR ? VAR + 5 * (value - VAR) : value;
            monitor = monitor.next(
                    new Observation(bar, at(bar), NORMAL.cumulativeProbability(-value), new TailLoss(loss, VAR, ES)));
        }
        Finding finding = monitor.alarm().orElseThrow();
        assertThat(finding.fault()).isEqualTo(Fault.SHORTFALL);
        // The true mean is 5; the span since the change holds a handful of hits.
        assertThat(finding.magnitude()).isBetween(2.0, 15.0);
    }

    @Test
    void namesDependence() {
        Finding finding = found(9, (random, before) -> 0.6 * before + 0.8 * random.nextGaussian());
        assertThat(finding.fault()).isEqualTo(Fault.DEPENDENCE);
        assertThat(finding.magnitude()).isBetween(0.25, 0.9);
    }

    @Test
    void overlappingOutcomesAreDealtToLanes() {
        // A forecast of ten bars made on each: sums of ten, right but dependent.
        long interleaved = overlappingAlarms(10);
        long careless = overlappingAlarms(1);
        assertThat(interleaved).isLessThanOrEqualTo(2);
        assertThat(careless).isGreaterThan(10);
    }

    private static long overlappingAlarms(int lanes) {
        return IntStream.range(0, 40)
                .filter(seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    double[] bars = random.doubles(2010)
                            .map(NORMAL::inverseCumulativeProbability)
                            .toArray();
                    return alarms(
                            DriftMonitor.start(Panel.COMBINED, 0.05, lanes),
                            2000,
                            bar -> Arrays.stream(bars, bar, bar + 10).sum() / Math.sqrt(10));
                })
                .count();
    }

    @Test
    void clearsAfterRecoveryAndThenSpendsLess() {
        SplittableRandom random = new SplittableRandom(6);
        DriftMonitor fresh = DriftMonitor.start(Panel.COMBINED, ALPHA, 1);
        assertThat(fresh.threshold()).isEqualTo(100);
        DriftMonitor alarmed = run(fresh, 0, 400, bar -> 2 * random.nextGaussian());
        assertThat(alarmed.alarm()).isPresent();
        DriftMonitor stillBad = run(alarmed, 400, 200, bar -> 2 * random.nextGaussian());
        assertThat(stillBad.alarm()).isEqualTo(alarmed.alarm());
        DriftMonitor recovered = run(stillBad, 600, 600, bar -> random.nextGaussian());
        assertThat(recovered.alarm()).isEmpty();
        assertThat(recovered.eValue()).isLessThan(100);
        assertThat(recovered.threshold()).isCloseTo(Math.PI * Math.PI / (6 * ALPHA), within(1e-9));
        DriftMonitor again = run(recovered, 1200, 600, bar -> 2 * random.nextGaussian());
        assertThat(again.alarm().orElseThrow().eValue()).isGreaterThan(recovered.threshold());
    }

    @ParameterizedTest
    @CsvSource({"COMBINED, 1", "COMBINED, 5", "UNIFORMITY, 3", "SHORTFALL, 15"})
    void stateSurvivesAsBytes(Panel panel, int horizon) {
        SplittableRandom random = new SplittableRandom(7);
        DriftMonitor start = DriftMonitor.start(panel, ALPHA, horizon);
        DriftMonitor calm = run(start, 0, 123, bar -> random.nextGaussian());
        DriftMonitor alarmed = run(calm, 123, 400, bar -> 3 * random.nextGaussian());
        assertThat(alarmed.alarm()).isPresent();
        for (DriftMonitor monitor : new DriftMonitor[] {start, calm, alarmed}) {
            byte[] bytes = monitor.encode();
            DriftMonitor decoded = DriftMonitor.decode(bytes);
            assertThat(decoded.encode()).isEqualTo(bytes);
            assertThat(decoded.alarm()).isEqualTo(monitor.alarm());
            Observation next = observation(1000, 0.3);
            assertThat(decoded.next(next).encode()).isEqualTo(monitor.next(next).encode());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Panel.class,
            names = {"UNIFORMITY", "HITS", "TOO_MANY_HITS", "SHORTFALL", "INDEPENDENCE"})
    void stateIsUnderAKilobyte(Panel panel) {
        DriftMonitor monitor = run(DriftMonitor.start(panel, ALPHA, 15), 0, 500, bar -> bar % 2 == 0 ? -5 : 5);
        assertThat(monitor.encode()).hasSizeLessThan(1024);
    }

    @Test
    void theCombinedStateIsUnderAKilobyteAtOneBarAndGrowsWithTheLanes() {
        assertThat(DriftMonitor.start(Panel.COMBINED, ALPHA, 1).encode()).hasSizeLessThan(1024);
        assertThat(DriftMonitor.start(Panel.COMBINED, ALPHA, 15).encode()).hasSizeLessThan(2500);
    }

    @Test
    void outliersStayFiniteAndNoneDecidesAlone() {
        for (double pit : new double[] {0, 1}) {
            DriftMonitor one = DriftMonitor.start(Panel.COMBINED, ALPHA, 1).next(Observation.of(0, BEGIN, pit));
            assertThat(one.eValue()).isFinite().isLessThan(1 / ALPHA);
        }
        DriftMonitor monitor = DriftMonitor.start(Panel.COMBINED, ALPHA, 1);
        for (int bar = 0; bar < 3000; bar++) {
            double loss = bar % 2 == 0 ? 1e12 : -1e12;
            monitor = monitor.next(new Observation(bar, at(bar), (bar + 1) % 2, new TailLoss(loss, VAR, ES)));
        }
        assertThat(monitor.eValue()).isFinite();
        assertThat(DriftMonitor.decode(monitor.encode()).encode()).isEqualTo(monitor.encode());
    }

    @Test
    void repeatedAndLateOutcomesAreDropped() {
        DriftMonitor monitor = DriftMonitor.start(Panel.COMBINED, ALPHA, 5);
        for (int origin : new int[] {0, 1, 2, 5, 10}) {
            assertThat(monitor.fate(observation(origin, 0))).isEqualTo(Fate.COUNTED);
            monitor = monitor.next(observation(origin, 0));
        }
        assertThat(monitor.fate(observation(10, 9))).isEqualTo(Fate.REPEATED);
        assertThat(monitor.fate(observation(5, 9))).isEqualTo(Fate.LATE);
        assertThat(monitor.next(observation(10, 9))).isSameAs(monitor);
        assertThat(monitor.next(observation(5, 9))).isSameAs(monitor);
        // Origin 3 comes after 10, but its outcome overlaps with none that its lane has counted.
        assertThat(monitor.fate(observation(3, 0))).isEqualTo(Fate.COUNTED);
        assertThat(monitor.next(observation(3, 0)).count()).isEqualTo(6);
    }

    @Test
    void aClockThatRunsBackMovesNoEvidence() {
        SplittableRandom one = new SplittableRandom(12);
        SplittableRandom same = new SplittableRandom(12);
        DriftMonitor forth = DriftMonitor.start(Panel.COMBINED, ALPHA, 1);
        DriftMonitor back = forth;
        for (int bar = 0; bar < 200; bar++) {
            forth = forth.next(Observation.of(bar, at(bar), one.nextDouble()));
            back = back.next(Observation.of(bar, at(-bar), same.nextDouble()));
        }
        assertThat(back.eValue()).isEqualTo(forth.eValue());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesWhatIsNoProbability(double pit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Observation.of(0, BEGIN, pit))
                .withMessageContaining(Double.toString(pit))
                .withMessageContaining("Maybe");
    }

    @Test
    void refusesATailLossThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TailLoss(Double.NaN, 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TailLoss(0, 2, 2))
                .withMessageContaining("Maybe");
    }

    @Test
    void refusesForeignBytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftMonitor.decode(new byte[] {1, 9}))
                .withMessageContaining("layout 1")
                .withMessageContaining("start the monitor anew");
        byte[] cut = Arrays.copyOf(DriftMonitor.start(Panel.HITS, ALPHA, 1).encode(), 40);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftMonitor.decode(cut))
                .withMessageContaining("40");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftMonitor.decode(new byte[] {2, 77}))
                .withMessageContaining("77");
        assertThatIllegalArgumentException().isThrownBy(() -> DriftMonitor.start(Panel.HITS, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DriftMonitor.start(Panel.HITS, ALPHA, 0));
    }

    private interface Next {

        double score(SplittableRandom random, double before);
    }

    /** What the combined monitor finds in a stream that is faulty from its first bar. */
    private static Finding found(int seed, Next next) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] before = {0};
        DriftMonitor monitor = run(DriftMonitor.start(Panel.COMBINED, ALPHA, 1), 0, 1500, bar -> {
            before[0] = next.score(random, before[0]);
            return before[0];
        });
        return monitor.alarm().orElseThrow();
    }

    private static boolean alarms(DriftMonitor start, int bars, IntToDoubleFunction score) {
        DriftMonitor monitor = start;
        for (int bar = 0; bar < bars; bar++) {
            monitor = monitor.next(observation(bar, score.applyAsDouble(bar)));
            if (monitor.alarm().isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static int firstAlarm(int bars, IntToDoubleFunction score) {
        DriftMonitor monitor = DriftMonitor.start(Panel.COMBINED, ALPHA, 1);
        for (int bar = 0; bar < bars; bar++) {
            monitor = monitor.next(observation(bar, score.applyAsDouble(bar)));
            if (monitor.alarm().isPresent()) {
                return bar + 1;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static DriftMonitor run(DriftMonitor start, int from, int bars, IntToDoubleFunction score) {
        DriftMonitor monitor = start;
        for (int bar = from; bar < from + bars; bar++) {
            monitor = monitor.next(observation(bar, score.applyAsDouble(bar)));
        }
        return monitor;
    }

    private static Observation observation(int bar, double score) {
        return new Observation(bar, at(bar), NORMAL.cumulativeProbability(score), new TailLoss(-score, VAR, ES));
    }

    private static Instant at(int bar) {
        return BEGIN.plusSeconds(60L * bar);
    }

    private static long minutes(Instant instant) {
        return (instant.getEpochSecond() - BEGIN.getEpochSecond()) / 60;
    }
}
