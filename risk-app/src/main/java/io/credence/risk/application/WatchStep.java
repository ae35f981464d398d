package io.credence.risk.application;

import io.credence.forecasting.drift.DriftMonitor;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.drift.cause.Cause;
import io.credence.forecasting.drift.cause.Diagnosis;
import io.credence.forecasting.drift.cause.Symptoms;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.CalibrationRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a watch: raises an alert when something has moved, and clears it when it has been back for a while.
 *
 * <p>The hysteresis. An alarm of the monitor stands until the monitor takes it down; after a change of model it stands until the new model has
 * had as many outcomes as that takes without an alarm of its own. One that learnt from nothing since the change is as likely to be wrong as the
 * model before it, so its probation is three times as long. A notice is cleared after {@link #QUIET} outcomes without ground. A milder
 * cause never takes the place of a standing one; a graver one does so at once when an alarm is raised, else after {@link #PATIENCE} outcomes,
 * since the verdict that a wilder market is followed rests on some thirty outcomes and wavers.
 */
record WatchStep(Watch before, Watch next, Instant at, List<AlertChange> changes) {

    /** Outcomes between two stored states of a monitor whose alarm does not change. */
    private static final int STORED_EVERY = 64;

    /** In bars; at least {@link #FEWEST} outcomes. */
    private static final int QUIET = 240;

    private static final int FEWEST = 30;
    private static final int PATIENCE = 60;

    /** Bars that a new model is on probation for; a test of {@link DriftMonitor#CLEAR_AFTER} outcomes at most. */
    private static final int PROBATION = 500;

    /** Bars that one is which has learnt nothing since the change, whatever the test. */
    private static final int LONG_PROBATION = 1500;

    /** An alert that was raised, changed or cleared. */
    record AlertChange(OpenAlert alert, boolean cleared) {}

    /**
     * @param modelVersion whose forecast it was
     * @param aleatoric variance of the forecast
     * @param epistemic variance of the forecast
     */
    static WatchStep of(Watch watch, Observation outcome, String modelVersion, double aleatoric, double epistemic) {
        DriftMonitor monitor = watch.monitor().next(outcome);
        Symptoms symptoms = symptoms(watch.symptoms(), outcome, aleatoric, epistemic);
        List<AlertChange> changes = new ArrayList<>();
        Seen seen = new Seen(
                watch,
                monitor,
                modelVersion,
                Diagnosis.of(monitor.alarm(), symptoms).orElse(null));
        OpenAlert kept = kept(seen, changes);
        OpenAlert alert =
                kept == null && seen.diagnosis != null ? raised(seen, seen.diagnosis, outcome.at(), changes) : kept;
        return new WatchStep(watch, new Watch(watch.horizon(), monitor, symptoms, alert), outcome.at(), changes);
    }

    /**
     * The watches of an instrument under another model: its tests begin anew, and open alerts wait for their outcome.
     *
     * @param learntUntil the end of the last bar that the model learnt from
     */
    static List<Watch> replaced(List<Watch> watches, Instant learntUntil) {
        boolean learnt = Watch.onset(watches).filter(learntUntil::isAfter).isPresent();
        return watches.stream().map(watch -> replaced(watch, learnt)).toList();
    }

    private static Watch replaced(Watch watch, boolean learnt) {
        OpenAlert alert = watch.alert();
        return new Watch(
                watch.horizon(), Monitors.start(), Symptoms.NONE, alert == null ? null : alert.replaced(learnt));
    }

    /** A forecast without a variance says nothing of itself. */
    private static Symptoms symptoms(Symptoms symptoms, Observation outcome, double aleatoric, double epistemic) {
        boolean says = aleatoric > 0 && epistemic >= 0 && Double.isFinite(aleatoric + epistemic);
        return says ? symptoms.next(aleatoric, epistemic, outcome) : symptoms;
    }

    /** What a step has to judge by. */
    private record Seen(
            Watch watch,
            DriftMonitor monitor,
            String modelVersion,
            @Nullable Diagnosis diagnosis) {

        boolean isAlarmNew() {
            return watch.monitor().alarm().isEmpty() && monitor.alarm().isPresent();
        }

        /** Whether it is another model's alarm than the one that stands. */
        boolean isAgainstAnother(OpenAlert alert) {
            return isAlarmNew()
                    && alert.cause() == Cause.CALIBRATION
                    && !alert.modelVersion().equals(modelVersion);
        }

        boolean isGraverThan(Cause cause) {
            return diagnosis != null && diagnosis.cause().compareTo(cause) > 0;
        }

        boolean isOf(Cause cause) {
            return cause == Cause.CALIBRATION
                    ? monitor.alarm().isPresent()
                    : diagnosis != null && diagnosis.cause() == cause;
        }

        /** Whether an alert without ground has had none for long enough. */
        boolean isOver(OpenAlert alert) {
            return alert.cause() == Cause.CALIBRATION
                    ? monitor.count() >= probation(alert)
                    : alert.quiet() >= Math.max(FEWEST, QUIET / watch.horizon());
        }

        private int probation(OpenAlert alert) {
            int horizon = watch.horizon();
            return alert.unlearnt()
                    ? Math.max(DriftMonitor.CLEAR_AFTER, LONG_PROBATION / horizon)
                    : Math.clamp(PROBATION / horizon, FEWEST, DriftMonitor.CLEAR_AFTER);
        }

        /** The alert that the diagnosis asks for. What another model is accused of while the alert stands is as old as that. */
        OpenAlert raised(Diagnosis asked, Instant at) {
            String what = asked.cause() == Cause.CALIBRATION
                    ? monitor.alarm().orElseThrow().what()
                    : asked.explanation();
            OpenAlert raised = OpenAlert.of(asked, modelVersion, at, what);
            OpenAlert former = watch.alert();
            return former != null && isAgainstAnother(former) ? raised.goingOn(former.since()) : raised;
        }
    }

    /** What becomes of the alert that stands; null where it does not any more. */
    private static @Nullable OpenAlert kept(Seen seen, List<AlertChange> changes) {
        OpenAlert alert = seen.watch.alert();
        if (alert == null) {
            return null;
        }
        boolean graver = seen.isGraverThan(alert.cause());
        OpenAlert counted =
                alert.counted(seen.isOf(alert.cause()) ? 0 : alert.quiet() + 1, graver ? alert.graver() + 1 : 0);
        boolean superseded =
                (graver && (seen.isAlarmNew() || counted.graver() >= PATIENCE)) || seen.isAgainstAnother(alert);
        if (superseded || (counted.quiet() > 0 && seen.isOver(counted))) {
            changes.add(new AlertChange(alert, true));
            return null;
        }
        return worsened(counted, seen.monitor, changes);
    }

    private static OpenAlert worsened(OpenAlert alert, DriftMonitor monitor, List<AlertChange> changes) {
        if (alert.cause() != Cause.CALIBRATION || alert.critical() || monitor.eValue() < OpenAlert.CRITICAL) {
            return alert;
        }
        OpenAlert critical = alert.nowCritical();
        changes.add(new AlertChange(critical, false));
        return critical;
    }

    private static OpenAlert raised(Seen seen, Diagnosis asked, Instant at, List<AlertChange> changes) {
        OpenAlert alert = seen.raised(asked, at);
        changes.add(new AlertChange(alert, false));
        return alert;
    }

    Optional<CalibrationRow> calibration(String instrument, String spec, String lane, String modelVersion) {
        DriftMonitor monitor = next.monitor();
        boolean changed = isAlarm(before) != isAlarm(next);
        if (!changed && monitor.count() % STORED_EVERY != 0) {
            return Optional.empty();
        }
        return Optional.of(new CalibrationRow(
                instrument,
                spec,
                next.horizon(),
                lane,
                at,
                modelVersion,
                monitor.count(),
                monitor.eValue(),
                isAlarm(next)));
    }

    private static boolean isAlarm(Watch watch) {
        return watch.alert() != null && watch.alert().cause() == Cause.CALIBRATION;
    }

    List<AlertRow> alerts(String instrument, String spec) {
        return changes.stream()
                .map(change -> change.alert().row(instrument, spec, next.horizon(), change.cleared() ? at : null))
                .toList();
    }
}
