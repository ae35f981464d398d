package io.credence.risk.application;

import io.credence.forecasting.distribution.ForecastDistribution;
import io.credence.forecasting.drift.Observation;
import io.credence.forecasting.model.Predictor;
import io.credence.forecasting.scoring.Outcome;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.Batch;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.ScoreRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What one closed bar of one instrument leads to: outcomes of the forecasts that were due, the monitors' next states, and
 * new forecasts. A pure function of (state, bar, predictions), so that instruments can be computed side by side.
 */
final class BarOutcome {

    /** Bars between two stored copies of the state. */
    private static final int SNAPSHOT_EVERY = 256;

    private final String spec;
    private final Lane lane;
    private final ClosedBar bar;
    private final ClosedState before;
    private final long number;
    final List<ScoreRow> scores = new ArrayList<>();
    final List<CalibrationRow> calibrations = new ArrayList<>();
    final List<AlertRow> alerts = new ArrayList<>();
    final List<ForecastRow> forecasts = new ArrayList<>();
    final List<Batch.SnapshotRow> snapshots = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final List<Watch> watches;

    private BarOutcome(String spec, Lane lane, ClosedBar bar, ClosedState before) {
        this.spec = spec;
        this.lane = lane;
        this.bar = bar;
        this.before = before;
        this.number = before.bars() + 1;
        this.watches = new ArrayList<>(before.watches());
    }

    /** The bar's outcome, and the instrument's next state through {@link #next}. */
    static BarOutcome of(String spec, Lane lane, ClosedBar bar, ClosedState before, Predictions predictions) {
        BarOutcome outcome = new BarOutcome(spec, lane, bar, before);
        before.pending().forEach(outcome::settle);
        outcome.forecast(predictions);
        return outcome;
    }

    /** What champion and reference said of the bar; the latter's forecasts may be missing while it warms up. */
    record Predictions(Predictor predictor, Predictor.Prediction champion, Predictor.Prediction reference) {}

    private void settle(Pending forecast) {
        if (forecast.due() > number) {
            pending.add(forecast);
            return;
        }
        double realised = 100 * Math.log(bar.bar().close() / forecast.close());
        Outcome outcome = Outcome.of(forecast.forecast(), realised, ForecastIdentity.uniform(forecast.id()));
        ForecastKey key = key(forecast.horizon(), forecast.origin(), before.modelVersion());
        scores.add(new ScoreRow(
                key,
                forecast.id(),
                forecast.modelVersion(),
                bar.bar().end(),
                outcome,
                forecast.reference().crps(realised)));
        if (forecast.monitored()
                && forecast.modelVersion().equals(before.modelVersion())
                && isProbability(outcome.pit())) {
            watch(forecast, observation(forecast, outcome));
        }
    }

    /** A forecast that failed has a NaN there: it is stored as it is, and says nothing of calibration. */
    private static boolean isProbability(double pit) {
        return pit >= 0 && pit <= 1;
    }

    private Observation observation(Pending forecast, Outcome outcome) {
        long origin = (forecast.due() - forecast.horizon()) / forecast.horizon();
        return new Observation(
                origin, bar.bar().end(), outcome.pit(), Monitors.tailLoss(forecast.forecast(), outcome.realised()));
    }

    private void watch(Pending forecast, Observation observation) {
        ForecastDistribution said = forecast.forecast();
        for (int i = 0; i < watches.size(); i++) {
            if (watches.get(i).horizon() == forecast.horizon()) {
                WatchStep step = WatchStep.of(
                        watches.get(i),
                        observation,
                        before.modelVersion(),
                        said.aleatoricVariance(),
                        said.epistemicVariance());
                watches.set(i, step.next());
                step.calibration(instrument(), spec, lane.key(before.modelVersion()), before.modelVersion())
                        .ifPresent(calibrations::add);
                alerts.addAll(step.alerts(instrument(), spec));
            }
        }
    }

    private void forecast(Predictions predictions) {
        List<ForecastDistribution> made = predictions.champion().forecasts();
        List<ForecastDistribution> reference = predictions.reference().forecasts();
        List<Integer> horizons = predictions.predictor().horizons();
        if (made.isEmpty() || reference.isEmpty()) {
            return;
        }
        for (int i = 0; i < horizons.size(); i++) {
            ForecastRow row = row(horizons.get(i), made.get(i), predictions.predictor());
            forecasts.add(row);
            pending.add(wait(row, made.get(i), reference.get(i)));
        }
    }

    private ForecastRow row(int horizon, ForecastDistribution forecast, Predictor predictor) {
        return ForecastRows.of(
                key(horizon, bar.bar().end(), predictor.version()),
                predictor,
                forecast,
                bar.bar(),
                bar.partition(),
                bar.offset());
    }

    private Pending wait(ForecastRow row, ForecastDistribution forecast, ForecastDistribution reference) {
        int horizon = row.key().horizon();
        return new Pending(
                horizon,
                number + horizon,
                row.key().origin(),
                row.price(),
                row.id(),
                row.modelVersion(),
                number % horizon == 0,
                forecast,
                reference);
    }

    private ForecastKey key(int horizon, Instant origin, String modelVersion) {
        return new ForecastKey(instrument(), spec, horizon, lane.key(modelVersion), origin);
    }

    private String instrument() {
        return bar.bar().instrument();
    }

    /** The instrument's state after the bar. */
    ClosedState next(Predictions predictions) {
        ClosedState next = new ClosedState(
                predictions.predictor().version(),
                number,
                predictions.champion().state(),
                predictions.reference().state(),
                pending,
                watches);
        if (number % SNAPSHOT_EVERY == 0) {
            snapshots.add(new Batch.SnapshotRow(
                    instrument(), spec, next.modelVersion(), bar.bar().end(), next.encode()));
        }
        return next;
    }
}
