package io.credence.forecasting.drift.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.Fault;
import io.credence.forecasting.drift.Finding;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.Panel;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** A market, the forecast of it, a monitor and the symptoms. */
    private static final class Desk {

        private final SplittableRandom random = new SplittableRandom(2);
        private double forecastVariance = 1;
        private double epistemicShare = 0.05;
        private Symptoms symptoms = Symptoms.NONE;
        private DriftMonitor monitor = DriftMonitor.start(Panel.COMBINED, 0.01, 1);
        private int bar;

        /** The forecast follows the market as an exponential mean of weight 0.1 does, or stands still. */
        void run(int bars, double scale, boolean follows) {
            for (int i = 0; i < bars; i++) {
                double value = scale * random.nextGaussian();
                double pit = NORMAL.cumulativeProbability(value / Math.sqrt(forecastVariance));
                Observation outcome = Observation.of(bar, at(bar), pit);
                monitor = monitor.next(outcome);
                symptoms = symptoms.next(forecastVariance, epistemicShare * forecastVariance, outcome);
                forecastVariance += follows ? 0.1 * (scale * scale - forecastVariance) : 0;
                bar++;
            }
        }

        Optional<Diagnosis> diagnosis() {
            return Diagnosis.of(monitor.alarm(), symptoms);
        }
    }

    @Test
    void aQuietDeskHasNoDiagnosis() {
        Desk desk = new Desk();
        desk.run(3000, 1, true);
        assertThat(desk.diagnosis()).isEmpty();
        assertThat(desk.symptoms.recentSpread()).isCloseTo(1, within(0.35));
    }

    @Test
    void aWilderMarketThatTheModelFollowsIsAleatoric() {
        Desk desk = new Desk();
        desk.run(1500, 1, true);
        desk.run(200, 3, true);
        Diagnosis diagnosis = desk.diagnosis().orElseThrow();
        assertThat(diagnosis.cause()).isEqualTo(Cause.ALEATORIC);
        assertThat(diagnosis.cause().action()).isEqualTo(Cause.Action.NONE);
        assertThat(diagnosis.since()).isBetween(at(1400), at(1700));
        assertThat(diagnosis.explanation()).startsWith("Aleatoric: the market is 2.");
    }

    @Test
    void aWilderMarketThatTheModelDoesNotFollowIsCalibration() {
        Desk desk = new Desk();
        desk.run(1500, 1, true);
        desk.run(60, 3, false);
        Diagnosis diagnosis = desk.diagnosis().orElseThrow();
        assertThat(diagnosis.cause()).isEqualTo(Cause.CALIBRATION);
        assertThat(diagnosis.cause().action()).isEqualTo(Cause.Action.FALL_BACK_AND_RETRAIN);
        assertThat(diagnosis.eValue()).isGreaterThan(100);
        assertThat(diagnosis.explanation()).contains("dispersion").contains("Evidence");
    }

    @Test
    void anUnsureModelIsEpistemicBeforeItIsAnythingElse() {
        Desk desk = new Desk();
        desk.run(1500, 1, true);
        desk.epistemicShare = 0.4;
        desk.run(60, 3, true);
        assertThat(Diagnosis.of(Optional.empty(), desk.symptoms).orElseThrow().cause())
                .isEqualTo(Cause.EPISTEMIC);
    }

    @Test
    void outcomesThatContradictComeFirst() {
        Desk desk = new Desk();
        desk.run(1500, 1, true);
        desk.epistemicShare = 0.4;
        desk.run(60, 3, true);
        Finding finding = new Finding(at(1560), at(1500), Fault.DISPERSION, 4, 200, 300, "dispersion");
        assertThat(Diagnosis.of(Optional.of(finding), desk.symptoms)
                        .orElseThrow()
                        .cause())
                .isEqualTo(Cause.CALIBRATION);
    }

    @Test
    void aBiasIsNeverTheMarkets() {
        Desk desk = new Desk();
        desk.run(1500, 1, true);
        desk.run(200, 3, true);
        Finding bias = new Finding(at(1560), at(1500), Fault.BIAS, -0.5, 200, 300, "bias");
        assertThat(Diagnosis.of(Optional.of(bias), desk.symptoms).orElseThrow().cause())
                .isEqualTo(Cause.CALIBRATION);
        Finding narrow = new Finding(at(1560), at(1500), Fault.DISPERSION, 4, 200, 300, "dispersion");
        assertThat(Diagnosis.of(Optional.of(narrow), desk.symptoms)
                        .orElseThrow()
                        .cause())
                .isEqualTo(Cause.ALEATORIC);
    }

    @Test
    void whatHasMovedStaysMovedUntilItIsWellBack() {
        Symptoms symptoms = Symptoms.NONE;
        int bar = 0;
        for (; bar < 2000; bar++) {
            symptoms = symptoms.next(1, 0.1, Observation.of(bar, at(bar), 0.5));
        }
        for (; bar < 2200; bar++) {
            symptoms = symptoms.next(9, 0.9, Observation.of(bar, at(bar), 0.5));
        }
        Instant since = symptoms.wilderSince().orElseThrow();
        assertThat(symptoms.unsureSince()).isEmpty();
        // 1.8 times the old level: under the first threshold, over the second.
        for (; bar < 2400; bar++) {
            symptoms = symptoms.next(1.8 * 1.8 * 1.15, 0.3, Observation.of(bar, at(bar), 0.5));
        }
        assertThat(symptoms.wilderSince()).hasValue(since);
        for (; bar < 2700; bar++) {
            symptoms = symptoms.next(1, 0.1, Observation.of(bar, at(bar), 0.5));
        }
        assertThat(symptoms.wilderSince()).isEmpty();
    }

    @Test
    void stateSurvivesAsBytes() {
        Desk desk = new Desk();
        desk.run(300, 1, true);
        byte[] bytes = desk.symptoms.encode();
        assertThat(bytes).hasSizeLessThan(100);
        Observation next = Observation.of(300, at(300), 0.2);
        assertThat(Symptoms.decode(bytes).next(1, 0.1, next).encode())
                .isEqualTo(desk.symptoms.next(1, 0.1, next).encode());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Symptoms.decode(new byte[] {7}))
                .withMessageContaining("layout 7");
        assertThatIllegalArgumentException().isThrownBy(() -> Symptoms.decode(new byte[] {1, 2}));
    }

    @Test
    void refusesWhatIsNoVariance() {
        Observation outcome = Observation.of(0, BEGIN, 0.5);
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Symptoms.NONE.next(bad, 0, outcome))
                    .withMessageContaining("Maybe");
        }
        assertThat(Symptoms.NONE.next(1, 0, outcome).epistemicRatio()).isFinite();
    }

    private static Instant at(int bar) {
        return BEGIN.plusSeconds(60L * bar);
    }
}
