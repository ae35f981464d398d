package io.credence.risk.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.cause.Cause;
import io.credence.risk.port.AlertRow;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class WatchStepTest {

    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private final SplittableRandom random = new SplittableRandom(4);
    private final List<AlertRow> rows = new ArrayList<>();
    private Watch watch = Watch.start(1);
    private int bar;

    @Test
    void aCalibratedForecasterOfACalmMarketRaisesNothing() {
        run(3000, 1, 0, 1);
        assertThat(rows).isEmpty();
    }

    @Test
    void aBiasRaisesOneAlertOfCalibrationAndItsEndClearsIt() {
        run(500, 1, 0, 1);
        run(400, 1, -1, 1);
        assertThat(rows).extracting(AlertRow::cause).containsOnly("calibration");
        assertThat(rows.getFirst().severity()).isEqualTo("warning");
        assertThat(rows.getFirst().what()).startsWith("bias");
        assertThat(rows.getFirst().since()).isBetween(at(480), at(530));
        assertThat(rows.getLast().severity()).as("the evidence grew and grew").isEqualTo("critical");
        assertThat(rows).extracting(AlertRow::id).containsOnly(rows.getFirst().id());
        assertThat(rows).extracting(AlertRow::clearedAt).containsOnlyNulls();
        run(1500, 1, 0, 1);
        assertThat(rows).hasSize(3);
        assertThat(rows.getLast().clearedAt()).isNotNull();
        assertThat(watch.alert()).isNull();
    }

    @Test
    void aWilderMarketThatIsFollowedRaisesANoticeThatItsRestClears() {
        run(1500, 1, 0, 1);
        run(300, 1, 0, 3);
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().cause()).isEqualTo("aleatoric");
        assertThat(rows.getFirst().severity()).isEqualTo(AlertRow.NOTICE);
        run(150, 1, 0, 1);
        assertThat(rows).as("a rest of 240 bars is asked").hasSize(1);
        run(400, 1, 0, 1);
        assertThat(rows).hasSize(2);
        assertThat(rows.getLast().clearedAt()).isNotNull();
    }

    @Test
    void anAlarmTakesTheNoticesPlaceAtOnce() {
        run(1500, 1, 0, 1);
        run(200, 1, 0, 3);
        run(200, 1, -1.2, 3);
        assertThat(rows).extracting(AlertRow::cause).startsWith("aleatoric", "aleatoric", "calibration");
        assertThat(rows.get(1).clearedAt()).isNotNull();
        assertThat(watch.alert().cause()).isEqualTo(Cause.CALIBRATION);
    }

    @Test
    void aNewModelIsOnProbationBeforeTheAlertAgainstTheOldOneIsCleared() {
        run(500, 1, 0, 1);
        run(100, 1, -1, 1);
        int before = rows.size();
        replaced(at(599));
        run("m-2", 99, 1, 0, 1);
        assertThat(rows).hasSize(before);
        run("m-2", 1, 1, 0, 1);
        assertThat(rows).hasSize(before + 1);
        assertThat(rows.getLast().clearedAt()).isEqualTo(at(699));
        assertThat(rows.getLast().modelVersion()).as("whom it accused").isEqualTo("m-1");
    }

    /** It learnt what the old one learnt: a hundred good outcomes do not show that it is any better. */
    @Test
    void aNewModelThatLearntNothingSinceTheChangeIsOnALongProbation() {
        run(500, 1, 0, 1);
        run(100, 1, -1, 1);
        int before = rows.size();
        replaced(watch.alert().since());
        run("m-2", 1499, 1, 0, 1);
        assertThat(rows).hasSize(before);
        run("m-2", 1, 1, 0, 1);
        assertThat(rows).hasSize(before + 1);
        assertThat(rows.getLast().clearedAt()).isEqualTo(at(2099));
    }

    /** The other horizon's alert says that the trouble is older: what learnt since then knows it. */
    @Test
    void aChangeIsAsOldAsTheFirstOfTheInstrumentsAlertsSays() {
        run(500, 1, 0, 1);
        run(100, 1, -1, 1);
        Watch late = watch;
        OpenAlert alert = late.alert();
        Watch early = new Watch(5, late.monitor(), late.symptoms(), alert.goingOn(at(300)));
        for (int learnt : new int[] {299, 301}) {
            List<Watch> both = WatchStep.replaced(List.of(late, early), at(learnt));
            assertThat(both).extracting(each -> each.alert().unlearnt()).containsOnly(learnt < 300);
        }
        assertThat(WatchStep.replaced(List.of(late), at(301)).getFirst().alert().unlearnt())
                .isTrue();
    }

    @Test
    void aNewModelThatIsNoBetterIsAccusedItself() {
        run(500, 1, 0, 1);
        run(100, 1, -1, 1);
        Instant since = watch.alert().since();
        replaced(at(100));
        int before = rows.size();
        run("m-2", 60, 1, -1, 1);
        List<AlertRow> after = rows.subList(before, rows.size());
        assertThat(after.getFirst().clearedAt()).isNotNull();
        assertThat(after.get(1).modelVersion()).isEqualTo("m-2");
        assertThat(after.get(1).clearedAt()).isNull();
        assertThat(after.get(1).raisedAt()).isEqualTo(after.getFirst().clearedAt());
        assertThat(after.get(1).since()).as("the same trouble").isEqualTo(since);
    }

    @Test
    void aForecastWithoutAVarianceMovesTheTestAndNothingElse() {
        run(500, 1, 0, 1);
        byte[] symptoms = watch.symptoms().encode();
        long count = watch.monitor().count();
        for (double bad : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
            watch = WatchStep.of(watch, Observation.of(bar, at(bar++), 0.5), "m-1", bad, 0)
                    .next();
        }
        assertThat(watch.symptoms().encode()).isEqualTo(symptoms);
        assertThat(watch.monitor().count()).isEqualTo(count + 4);
    }

    @Test
    void anOutcomeThatComesTwiceOrLateChangesNothing() {
        run(500, 1, 0, 1);
        byte[] before = watch.monitor().encode();
        for (int origin : new int[] {499, 3}) {
            WatchStep again = WatchStep.of(watch, Observation.of(origin, at(499), 0.001), "m-1", 1, 0.1);
            assertThat(again.next().monitor().encode()).isEqualTo(before);
            assertThat(again.alerts("A", "1m")).isEmpty();
        }
    }

    @Test
    void aClockThatRunsBackIsNoReasonToFail() {
        run(300, 1, 0, 1);
        WatchStep step = WatchStep.of(watch, Observation.of(bar, BEGIN.minusSeconds(86_400), 0.5), "m-1", 1, 0.1);
        assertThat(step.next().monitor().count()).isEqualTo(301);
    }

    @Test
    void aWatchWithAnAlertSurvivesAsBytes() {
        run(500, 1, 0, 1);
        run(100, 1, -1, 1);
        replaced(at(100));
        ByteWriter out = new ByteWriter();
        watch.write(out);
        Watch read = Watch.read(ByteBuffer.wrap(out.toBytes()), new MonitorsAlone());
        assertThat(read.alert()).isEqualTo(watch.alert());
        assertThat(read.alert().unlearnt()).isTrue();
        assertThat(read.alert().critical()).isEqualTo(watch.alert().critical());
        assertThat(read.symptoms().encode()).isEqualTo(watch.symptoms().encode());
        assertThat(read.monitor().encode()).isEqualTo(watch.monitor().encode());
    }

    @Test
    void theFormerLayoutIsReadWithItsAlert() {
        run(500, 1, 0, 1);
        run(100, 1, -1, 1);
        OpenAlert alert = watch.alert();
        ByteWriter out =
                new ByteWriter().putInt(1).putBytes(watch.monitor().encode()).putByte(1);
        out.putLong(alert.raisedAt().toEpochMilli()).putLong(alert.since().toEpochMilli());
        out.putDouble(alert.eValue()).putText(alert.what());
        Watch read = Watch.readFirst(ByteBuffer.wrap(out.toBytes()), new MonitorsAlone(), "m-1");
        assertThat(read.alert()).isNotNull();
        assertThat(read.alert().what()).isEqualTo(alert.what());
        assertThat(read.alert().cause()).isEqualTo(Cause.CALIBRATION);
    }

    /** Outcomes of a market of so many forecast standard deviations, the forecast following the market's own level. */
    private void run(int bars, double scale, double bias, double market) {
        run("m-1", bars, scale, bias, market);
    }

    private void run(String version, int bars, double scale, double bias, double market) {
        for (int i = 0; i < bars; i++) {
            double pit = NORMAL.cumulativeProbability(scale * random.nextGaussian() + bias);
            Observation outcome = Observation.of(bar, at(bar), pit);
            WatchStep step = WatchStep.of(watch, outcome, version, market * market, 0.01 * market * market);
            rows.addAll(step.alerts("A", "1m"));
            watch = step.next();
            bar++;
        }
    }

    private void replaced(Instant learntUntil) {
        watch = WatchStep.replaced(List.of(watch), learntUntil).getFirst();
    }

    private static Instant at(int bar) {
        return BEGIN.plusSeconds(60L * bar);
    }

    private static final class MonitorsAlone implements Decoders {
        @Override
        public io.credence.forecasting.distribution.ForecastDistribution forecast(String version, byte[] bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public io.credence.forecasting.distribution.ForecastDistribution reference(byte[] bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public io.credence.forecasting.drift.DriftMonitor monitor(byte[] bytes) {
            return Monitors.decode(bytes);
        }
    }
}
