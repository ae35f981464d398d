package io.credence.risk.application;

import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.Finding;
import io.credence.forecasting.drift.Observation;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.ForecastKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step of a watch: raises an alert when the monitor's alarm goes up, clears it when the alarm goes down. */
record WatchStep(Watch before, Watch next, Instant at) {

    /** Outcomes between two stored states of a monitor whose alarm does not change. */
    private static final int STORED_EVERY = 64;

    /** From this evidence on an alert is critical. */
    private static final double CRITICAL = 1e4;

    static WatchStep of(Watch watch, Observation outcome) {
        DriftMonitor monitor = watch.monitor().next(outcome);
        Watch.OpenAlert alert =
                monitor.alarm().map(finding -> opened(watch, finding)).orElse(null);
        return new WatchStep(watch, new Watch(watch.horizon(), monitor, alert), outcome.at());
    }

    /** The watch of another model: an open alert ends with the model it accused. */
    static WatchStep replaced(Watch watch, Instant at) {
        return new WatchStep(watch, new Watch(watch.horizon(), Monitors.start(), null), at);
    }

    private static Watch.OpenAlert opened(Watch watch, Finding finding) {
        if (watch.alert() != null) {
            return watch.alert();
        }
        return new Watch.OpenAlert(finding.raisedAt(), finding.since(), finding.eValue(), finding.what());
    }

    Optional<CalibrationRow> calibration(String instrument, String spec, String modelVersion) {
        DriftMonitor monitor = next.monitor();
        boolean changed = (before.alert() == null) != (next.alert() == null);
        if (!changed && monitor.count() % STORED_EVERY != 0) {
            return Optional.empty();
        }
        return Optional.of(new CalibrationRow(
                instrument,
                spec,
                next.horizon(),
                ForecastKey.CHAMPION,
                at,
                modelVersion,
                monitor.count(),
                monitor.eValue(),
                next.alert() != null));
    }

    Optional<AlertRow> alert(String instrument, String spec, String modelVersion) {
        if (before.alert() == null && next.alert() != null) {
            return Optional.of(row(instrument, spec, modelVersion, next.alert(), null));
        }
        if (before.alert() != null && next.alert() == null) {
            return Optional.of(row(instrument, spec, modelVersion, before.alert(), at));
        }
        return Optional.empty();
    }

    private AlertRow row(
            String instrument, String spec, String modelVersion, Watch.OpenAlert alert, @Nullable Instant clearedAt) {
        return new AlertRow(
                ForecastIdentity.id(
                        "alert",
                        instrument,
                        spec,
                        modelVersion,
                        Integer.toString(next.horizon()),
                        alert.raisedAt().toString()),
                instrument,
                spec,
                next.horizon(),
                alert.eValue() >= CRITICAL ? "critical" : "warning",
                modelVersion,
                alert.raisedAt(),
                alert.since(),
                alert.eValue(),
                alert.what(),
                clearedAt);
    }
}
