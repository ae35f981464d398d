package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.market.Bar;
import io.credence.forecasting.scoring.Outcome;
import io.credence.risk.application.Audit.Count;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.LedgerQueries.Stint;
import io.credence.risk.port.ScoreRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One instrument's stored bars and forecasts played again, bar by bar, through the stream's own scores and monitors. What the stream
 * did with its forecasts in memory is done here with the stored ones.
 */
final class OutcomeReplay {

    private final Stint stint;
    private final Audit audit;
    private final Function<String, Instant> learntUntil;
    private final TreeMap<Integer, Watch> watches = new TreeMap<>();
    private final List<CalibrationRow> calibrations = new ArrayList<>();
    private final Map<UUID, AlertRow> alerts = new LinkedHashMap<>();
    private List<Due> pending = new ArrayList<>();
    private boolean watching;
    private @Nullable String version;

    /**
     * @param learntUntil the end of the last bar that a version learnt from
     * @param watching whether the stint's first bar comes first; else monitors are followed from the next change of models on
     */
    OutcomeReplay(Stint stint, Audit audit, Function<String, Instant> learntUntil, boolean watching) {
        this.stint = stint;
        this.audit = audit;
        this.learntUntil = learntUntil;
        this.watching = watching;
    }

    /**
     * A stored forecast.
     *
     * @param forecast null where it cannot be read
     * @param reference the EWMA's forecast; null where it cannot be made
     * @param score null where none is stored
     */
    record Made(
            ForecastRow row,
            @Nullable ForecastDistribution forecast,
            @Nullable ForecastDistribution reference,
            @Nullable ScoreRow score) {}

    /** @param number of the bar that realises it */
    private record Due(Made made, long number, boolean monitored) {}

    /**
     * Takes the next bar.
     *
     * @param number how many bars the stream had closed with it
     * @param made the forecasts of its end, by horizon
     */
    void bar(Bar bar, long number, List<Made> made) {
        if (!made.isEmpty()) {
            underWay(made);
            priced(bar, made.getFirst().row);
        }
        List<Due> left = new ArrayList<>();
        for (Due due : pending) {
            if (due.number > number) {
                left.add(due);
            } else {
                settle(due, bar);
            }
        }
        pending = left;
        for (Made each : made) {
            int horizon = each.row.key().horizon();
            pending.add(new Due(each, number + horizon, number % horizon == 0));
        }
    }

    /** The price is under the forecast's hash, so that a bar cannot be changed either. */
    private void priced(Bar bar, ForecastRow row) {
        if (Double.compare(bar.close(), row.price()) != 0) {
            audit.find(
                    "bar",
                    bar.instrument() + "@" + bar.end(),
                    "its close is " + bar.close() + "; the forecast made then, " + row.id() + ", was at "
                            + row.price());
        }
    }

    /** A model that takes over begins a new test, before the bar's outcomes come. */
    private void underWay(List<Made> made) {
        String now = made.getFirst().row.modelVersion();
        if (version == null) {
            made.forEach(each -> begin(each.row.key().horizon()));
        } else if (!now.equals(version)) {
            watching = true;
            made.forEach(each -> begin(each.row.key().horizon()));
            WatchStep.replaced(List.copyOf(watches.values()), learntUntil.apply(now))
                    .forEach(watch -> watches.put(watch.horizon(), watch));
        }
        version = now;
    }

    private void begin(int horizon) {
        if (watching) {
            watches.putIfAbsent(horizon, Watch.start(horizon));
        }
    }

    private void settle(Due due, Bar bar) {
        ForecastRow row = due.made.row;
        ForecastDistribution forecast = due.made.forecast;
        if (forecast == null) {
            // Nobody can say any more what its outcome told the monitor.
            watches.remove(row.key().horizon());
            return;
        }
        double realised = 100 * Math.log(bar.close() / row.price());
        Outcome outcome = Outcome.of(forecast, realised, ForecastIdentity.uniform(row.id()));
        compare(due.made, outcome, bar.end());
        Watch watch = watches.get(row.key().horizon());
        if (watch != null && due.monitored && row.modelVersion().equals(version) && outcome.pit() >= 0) {
            watch(watch, due, forecast, outcome, bar.end());
        }
    }

    private void compare(Made made, Outcome outcome, Instant at) {
        audit.count(Count.SCORES, 1);
        ForecastDistribution reference = made.reference;
        ScoreRow again = new ScoreRow(
                made.row.key(),
                made.row.id(),
                made.row.modelVersion(),
                at,
                outcome,
                reference == null ? Double.NaN : reference.crps(outcome.realised()));
        if (made.score == null) {
            audit.find("score", made.row.id(), "it is gone: " + made.row.key() + " was due at " + at);
        } else {
            ScoreDifference.of(made.score, again, reference != null)
                    .ifPresent(text -> audit.find("score", made.row.id(), text + " (" + made.row.key() + ")"));
        }
    }

    private void watch(Watch watch, Due due, ForecastDistribution said, Outcome outcome, Instant at) {
        int horizon = watch.horizon();
        long origin = (due.number - horizon) / horizon;
        Observation observation =
                new Observation(origin, at, outcome.pit(), Monitors.tailLoss(said, outcome.realised()));
        String model = due.made.row.modelVersion();
        WatchStep step = WatchStep.of(watch, observation, model, said.aleatoricVariance(), said.epistemicVariance());
        watches.put(horizon, step.next());
        step.calibration(stint.instrument(), stint.spec(), ForecastKey.CHAMPION, model)
                .ifPresent(calibrations::add);
        step.alerts(stint.instrument(), stint.spec()).forEach(alert -> alerts.put(alert.id(), alert));
    }

    /** Forecasts whose outcome is not known yet must have no score. @param last the end of the last bar */
    void end(Instant last) {
        for (Due due : pending) {
            ScoreRow score = due.made.score;
            if (score != null && !score.realisedAt().isAfter(last)) {
                audit.find("score", due.made.row.id(), "it is of a forecast that is not due yet: " + score.key());
            }
        }
    }

    /** The states that the monitors should have stored. */
    List<CalibrationRow> calibrations() {
        return calibrations;
    }

    /** Horizons whose monitors could be followed to the end. */
    boolean follows(int horizon) {
        return watches.containsKey(horizon);
    }

    /** The alerts that should be stored, as they stand. */
    Map<UUID, AlertRow> alerts() {
        return alerts;
    }
}
