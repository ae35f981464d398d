package io.credence.risk.application;

import io.credence.forecasting.market.Bar;
import io.credence.risk.port.AlertRow;
import io.credence.risk.port.Batch;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.DeadLetterRow;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.ScoreRow;
import java.util.ArrayList;
import java.util.List;

/** The rows of a batch as they gather. */
final class BatchRows {

    final List<Bar> bars = new ArrayList<>();
    final List<ForecastRow> forecasts = new ArrayList<>();
    final List<ScoreRow> scores = new ArrayList<>();
    final List<CalibrationRow> calibrations = new ArrayList<>();
    final List<AlertRow> alerts = new ArrayList<>();
    final List<Batch.SnapshotRow> snapshots = new ArrayList<>();
    final List<OutboxRow> outbox = new ArrayList<>();

    /** Takes what a bar led to, but for the bar, its alerts and messages. */
    void add(BarOutcome outcome) {
        scores.addAll(outcome.scores);
        forecasts.addAll(outcome.forecasts);
        calibrations.addAll(outcome.calibrations);
        snapshots.addAll(outcome.snapshots);
    }

    /** Takes over what a challenger on trial has said; its bars are the champion's, and it raises no alerts and tells nobody. */
    void addShadow(BatchRows shadow) {
        forecasts.addAll(shadow.forecasts);
        scores.addAll(shadow.scores);
        calibrations.addAll(shadow.calibrations);
        snapshots.addAll(shadow.snapshots);
    }

    /** A batch of one partition that read no records. */
    Batch with(String spec, Batch.Advance advance, List<Batch.StateRow> states, List<DeadLetterRow> deadLetters) {
        return new Batch(
                spec,
                List.of(advance),
                bars,
                forecasts,
                scores,
                calibrations,
                alerts,
                states,
                snapshots,
                deadLetters,
                outbox,
                List.of());
    }

    Batch batch(String spec, List<PartitionWork> works) {
        List<Batch.Advance> advances = new ArrayList<>();
        List<Batch.StateRow> states = new ArrayList<>();
        List<DeadLetterRow> deadLetters = new ArrayList<>();
        List<Batch.RetrainRequest> retrains = new ArrayList<>();
        for (PartitionWork work : works) {
            advances.add(work.advance());
            states.addAll(work.states());
            deadLetters.addAll(work.deadLetters());
            retrains.addAll(work.retrains());
        }
        return new Batch(
                spec,
                advances,
                bars,
                forecasts,
                scores,
                calibrations,
                alerts,
                states,
                snapshots,
                deadLetters,
                outbox,
                retrains);
    }
}
