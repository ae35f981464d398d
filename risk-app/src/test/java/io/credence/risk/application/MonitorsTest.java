package io.credence.risk.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.credence.forecasting.distribution.GaussianReturn;
import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.TailLoss;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonitorsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");

    @Test
    void aStateIsReadAsWritten() {
        DriftMonitor monitor = Monitors.start().next(Observation.of(0, BEGIN, 0.2));
        assertThat(Monitors.decode(monitor.encode()).encode()).isEqualTo(monitor.encode());
    }

    @Test
    void theFormerMonitorsStateBeginsAnewAndOthersAreRefused() {
        assertThat(Monitors.decode(new byte[] {1, 2, 3}).count()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Monitors.decode(new byte[] {9, 2, 3}))
                .withMessageContaining("layout 9");
    }

    @Test
    void theTailIsThatOfTheForecastWhereTheLossIsInIt() {
        GaussianReturn forecast = new GaussianReturn(0, 2);
        assertThat(Monitors.tailLoss(forecast, -3.9)).isSameAs(TailLoss.WITHIN);
        TailLoss loss = Monitors.tailLoss(forecast, -5);
        assertThat(loss).isNotNull();
        assertThat(loss.loss()).isEqualTo(5);
        // 1.959964 and 2.337803 standard deviations.
        assertThat(loss.var()).isCloseTo(3.919928, within(1e-5));
        assertThat(loss.es()).isCloseTo(4.675606, within(1e-5));
    }
}
