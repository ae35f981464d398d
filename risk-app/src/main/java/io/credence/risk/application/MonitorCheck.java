package io.credence.risk.application;

import io.credence.risk.application.Audit.Count;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.CalibrationRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds stored e-values and alerts against those of a replay. */
final class MonitorCheck {

    /** An e-value is the product of thousands of bets whose last digits a processor may turn. */
    private static final double NEAR = 1e-3;

    private static final String CRITICAL = "critical";

    private final Audit audit;
    private final OutcomeReplay replay;
    private final boolean whole;

    /** @param whole whether the replay began with the stint: alerts may have been open else */
    MonitorCheck(Audit audit, OutcomeReplay replay, boolean whole) {
        this.audit = audit;
        this.replay = replay;
        this.whole = whole;
    }

    /** What a stored state of a monitor is known by. */
    private record Key(int horizon, Instant at) {}

    /** Of each horizon the first difference is told: all that follow come of it. */
    void calibrations(List<CalibrationRow> stored) {
        Map<Key, CalibrationRow> left = new HashMap<>();
        stored.forEach(row -> left.put(new Key(row.horizon(), row.at()), row));
        Set<Integer> told = new HashSet<>();
        for (CalibrationRow again : replay.calibrations()) {
            CalibrationRow was = left.remove(new Key(again.horizon(), again.at()));
            if (was == null && !whole) {
                // An alarm that was open before changes when states are stored.
                continue;
            }
            audit.count(Count.MONITORS, 1);
            if (!told.contains(again.horizon()) && !isSame(was, again)) {
                told.add(again.horizon());
                audit.find(
                        "monitor",
                        name(again),
                        was == null
                                ? "its state is gone: e-value " + again.eValue() + " after " + again.count()
                                        + " outcomes"
                                : "its e-value is " + again.eValue() + " after " + again.count() + " outcomes, alarm "
                                        + again.alarm() + "; stored are " + was.eValue() + ", " + was.count() + ", "
                                        + was.alarm());
            }
        }
        for (CalibrationRow row : left.values()) {
            if (whole && replay.follows(row.horizon()) && told.add(row.horizon())) {
                audit.find(
                        "monitor", name(row), "its state after " + row.count() + " outcomes comes of nothing stored");
            }
        }
    }

    private boolean isSame(@Nullable CalibrationRow was, CalibrationRow again) {
        return was != null
                && was.count() == again.count()
                && was.modelVersion().equals(again.modelVersion())
                && (was.alarm() == again.alarm() || !whole)
                && ScoreDifference.isNear(Math.log(was.eValue()), Math.log(again.eValue()), NEAR);
    }

    private static String name(CalibrationRow row) {
        return row.instrument() + "/" + row.horizon() + "@" + row.at();
    }

    /** @param last the end of the last bar that was played: alerts may have changed since */
    void alerts(List<AlertRow> stored, Instant last) {
        Map<UUID, AlertRow> left = new HashMap<>();
        stored.forEach(row -> left.put(row.id(), row));
        for (AlertRow again : replay.alerts().values()) {
            AlertRow was = left.remove(again.id());
            audit.count(Count.ALERTS, 1);
            if (was == null) {
                audit.find("alert", again.id(), "it is gone: " + again.what() + ", raised at " + again.raisedAt());
            } else if (!isSame(was, again, last)) {
                audit.find("alert", again.id(), "it is " + again + "; stored is " + was);
            }
        }
        left.values().stream()
                .filter(row -> replay.follows(row.horizon()))
                .forEach(row -> audit.find("alert", row.id(), "it comes of nothing stored: " + row.what()));
    }

    private static boolean isSame(AlertRow was, AlertRow again, Instant last) {
        Instant cleared = was.clearedAt();
        Instant known = cleared != null && cleared.isAfter(last) ? null : cleared;
        boolean graver = was.severity().equals(CRITICAL) && again.clearedAt() == null;
        return was.raisedAt().equals(again.raisedAt())
                && was.cause().equals(again.cause())
                && (was.severity().equals(again.severity()) || graver)
                && Objects.equals(known, again.clearedAt())
                && ScoreDifference.isNear(Math.log(was.eValue()), Math.log(again.eValue()), NEAR);
    }
}
