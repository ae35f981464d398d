package io.credence.risk.persistence;

import static io.credence.risk.persistence.Column.big;
import static io.credence.risk.persistence.Column.bool;
import static io.credence.risk.persistence.Column.bools;
import static io.credence.risk.persistence.Column.bytes;
import static io.credence.risk.persistence.Column.integer;
import static io.credence.risk.persistence.Column.number;
import static io.credence.risk.persistence.Column.numbers;
import static io.credence.risk.persistence.Column.text;
import static io.credence.risk.persistence.Column.time;
import static io.credence.risk.persistence.Column.uuid;

import io.credence.forecasting.distribution.ConfidenceLevel;
import io.credence.forecasting.market.Bar;
import io.credence.risk.port.Batch.SnapshotRow;
import io.credence.risk.port.Batch.StateRow;
import io.credence.risk.port.CalibrationRow;
import io.credence.risk.port.DeadLetterRow;
import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.OutboxRow;
import io.credence.risk.port.ScoreRow;
import java.util.List;
import java.util.Objects;

/** How the rows of a batch stand in their tables. First write wins, but for an instrument's state, which is the newest. */
final class BatchTables {

    private static final int LEVELS = ConfidenceLevel.STANDARD.size();
    private static final byte[] NOTHING = {};

    static final BulkInsert<ForecastRow> FORECASTS = BulkInsert.firstWins(
            "forecast",
            " returning id",
            List.of(
                    uuid("id", ForecastRow::id),
                    text("instrument", row -> row.key().instrument()),
                    text("spec", row -> row.key().spec()),
                    text("lane", row -> row.key().lane()),
                    integer("horizon", row -> row.key().horizon()),
                    time("origin", row -> row.key().origin()),
                    text("model_version", ForecastRow::modelVersion),
                    number("price", ForecastRow::price),
                    bytes("distribution", ForecastRow::distribution),
                    number("mean", row -> row.figures().mean()),
                    number("aleatoric_variance", row -> row.figures().aleatoricVariance()),
                    number("epistemic_variance", row -> row.figures().epistemicVariance()),
                    numbers(
                            "quantiles",
                            ForecastRow.PROBABILITIES.length,
                            row -> row.figures().quantiles()),
                    numbers("value_at_risk", LEVELS, row -> row.figures().valueAtRisk()),
                    numbers("expected_shortfall", LEVELS, row -> row.figures().expectedShortfall()),
                    numbers("value_at_risk_low", LEVELS, row -> row.figures().valueAtRiskLow()),
                    numbers("value_at_risk_high", LEVELS, row -> row.figures().valueAtRiskHigh()),
                    numbers(
                            "expected_shortfall_low",
                            LEVELS,
                            row -> row.figures().expectedShortfallLow()),
                    numbers(
                            "expected_shortfall_high",
                            LEVELS,
                            row -> row.figures().expectedShortfallHigh()),
                    text("cluster_id", row -> row.source().partition().clusterId()),
                    text("topic_id", row -> row.source().partition().topicId()),
                    integer("partition", row -> row.source().partition().partition()),
                    big("record_offset", row -> row.source().offset()),
                    time("bar_start", row -> row.source().barStart()),
                    text("runtime", row -> row.source().runtime()),
                    bytes("value_hash", ForecastRow::valueHash)));

    static final BulkInsert<ScoreRow> SCORES = BulkInsert.firstWins(
            "score",
            "",
            List.of(
                    text("instrument", row -> row.key().instrument()),
                    text("spec", row -> row.key().spec()),
                    text("lane", row -> row.key().lane()),
                    integer("horizon", row -> row.key().horizon()),
                    time("origin", row -> row.key().origin()),
                    uuid("forecast_id", ScoreRow::forecastId),
                    text("model_version", ScoreRow::modelVersion),
                    time("realised_at", ScoreRow::realisedAt),
                    number("realised", row -> row.outcome().realised()),
                    number("pit", row -> row.outcome().pit()),
                    number("crps", row -> row.outcome().crps()),
                    number("log_score", row -> row.outcome().logScore()),
                    bools("exceeded", LEVELS, row -> row.outcome().exceeded()),
                    number("reference_crps", ScoreRow::referenceCrps)));

    static final BulkInsert<CalibrationRow> CALIBRATIONS = BulkInsert.firstWins(
            "calibration",
            "",
            List.of(
                    text("instrument", CalibrationRow::instrument),
                    text("spec", CalibrationRow::spec),
                    text("lane", CalibrationRow::lane),
                    integer("horizon", CalibrationRow::horizon),
                    time("at", CalibrationRow::at),
                    text("model_version", CalibrationRow::modelVersion),
                    big("count", CalibrationRow::count),
                    number("e_value", CalibrationRow::eValue),
                    bool("alarm", CalibrationRow::alarm)));

    /** An absent {@code closed} travels as no bytes and leaves what is there. */
    static final BulkInsert<StateRow> STATES = BulkInsert.into(
            "instrument_state as s",
            """
            on conflict (cluster_id, topic_id, partition, instrument) do update set open_bar = excluded.open_bar,
            closed = case when length(excluded.closed) = 0 then s.closed else excluded.closed end""",
            List.of(
                    text("cluster_id", row -> row.id().clusterId()),
                    text("topic_id", row -> row.id().topicId()),
                    integer("partition", row -> row.id().partition()),
                    text("instrument", StateRow::instrument),
                    bytes("open_bar", StateRow::openBar),
                    bytes("closed", row -> {
                        byte[] closed = row.closed();
                        return closed == null ? NOTHING : closed;
                    })));

    static final BulkInsert<StateRow> SHADOWS = BulkInsert.into(
            "shadow_state",
            "on conflict (cluster_id, topic_id, partition, instrument) do update set closed = excluded.closed",
            List.of(
                    text("cluster_id", row -> row.id().clusterId()),
                    text("topic_id", row -> row.id().topicId()),
                    integer("partition", row -> row.id().partition()),
                    text("instrument", StateRow::instrument),
                    bytes("closed", row -> Objects.requireNonNull(row.shadow()))));

    static final BulkInsert<SnapshotRow> SNAPSHOTS = BulkInsert.firstWins(
            "state_snapshot",
            "",
            List.of(
                    text("instrument", SnapshotRow::instrument),
                    text("spec", SnapshotRow::spec),
                    text("model_version", SnapshotRow::modelVersion),
                    time("bar_end", SnapshotRow::barEnd),
                    bytes("closed", SnapshotRow::closed)));

    static final BulkInsert<DeadLetterRow> DEAD_LETTERS = BulkInsert.firstWins(
            "dead_letter",
            "",
            List.of(
                    text("cluster_id", row -> row.partition().clusterId()),
                    text("topic_id", row -> row.partition().topicId()),
                    integer("partition", row -> row.partition().partition()),
                    big("record_offset", DeadLetterRow::offset),
                    text("reason", DeadLetterRow::reason),
                    text("message", DeadLetterRow::message),
                    bytes("head", DeadLetterRow::head),
                    integer("length", DeadLetterRow::length),
                    bytes("sha256", DeadLetterRow::sha256),
                    time("record_time", DeadLetterRow::recordTime)));

    static final BulkInsert<OutboxRow> OUTBOX = BulkInsert.into(
            "outbox",
            "order by i",
            List.of(
                    text("lane", OutboxRow::lane),
                    uuid("id", OutboxRow::id),
                    text("topic", OutboxRow::topic),
                    text("key", OutboxRow::key),
                    bytes("value", OutboxRow::value)));

    private BatchTables() {}

    /** @param rows with the bar spec, which bars do not bear */
    record SpecBar(String spec, Bar bar) {}

    static final BulkInsert<SpecBar> BARS = BulkInsert.firstWins(
            "bar",
            "",
            List.of(
                    text("instrument", row -> row.bar().instrument()),
                    text("spec", SpecBar::spec),
                    time("bar_start", row -> row.bar().start()),
                    time("bar_end", row -> row.bar().end()),
                    number("open", row -> row.bar().open()),
                    number("high", row -> row.bar().high()),
                    number("low", row -> row.bar().low()),
                    number("close", row -> row.bar().close()),
                    number("volume", row -> row.bar().volume()),
                    integer("ticks", row -> row.bar().ticks())));

    static List<SpecBar> bars(String spec, List<Bar> bars) {
        return bars.stream().map(bar -> new SpecBar(spec, bar)).toList();
    }
}
