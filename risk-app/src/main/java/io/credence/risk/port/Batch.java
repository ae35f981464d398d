package io.credence.risk.port;

import io.credence.forecasting.market.Bar;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that one batch of the stream writes, in one transaction. */
public record Batch(
        String spec,
        List<Advance> advances,
        List<Bar> bars,
        List<ForecastRow> forecasts,
        List<ScoreRow> scores,
        List<CalibrationRow> calibrations,
        List<AlertRow> alerts,
        List<StateRow> states,
        List<SnapshotRow> snapshots,
        List<DeadLetterRow> deadLetters,
        List<OutboxRow> outbox,
        List<RetrainRequest> retrains) {

    /** A partition's step from one offset to another, refused unless claim and offset are still the owner's. */
    public record Advance(
            PartitionId id,
            long claim,
            long fromOffset,
            long toOffset,
            long highestEventTime,
            Counters counters,
            @Nullable String modelVersion) {}

    /**
     * An instrument's state after the batch; {@code closed} is null when no bar closed.
     *
     * @param shadow the state of the shadow's lane; null when it did not change, or none is on trial
     */
    public record StateRow(
            PartitionId id, String instrument, byte[] openBar, byte @Nullable [] closed, byte @Nullable [] shadow) {

        /** Without a shadow. */
        public StateRow(PartitionId id, String instrument, byte[] openBar, byte @Nullable [] closed) {
            this(id, instrument, openBar, closed, null);
        }
    }

    /** A copy of the state at a bar's end, kept for replay. */
    public record SnapshotRow(String instrument, String spec, String modelVersion, Instant barEnd, byte[] closed) {}

    /**
     * Asks for a training run; one that exists already is left alone.
     *
     * @param scope {@link #ALL}, or names of instruments with commas
     * @param night the ISO date of the day that begins, whose 00:00 UTC ends the history; or a unique word for a run by
     *     hand, whose history ends with the newest bar
     */
    public record RetrainRequest(String scope, String night, String cause) {

        /** The scope of all instruments. */
        public static final String ALL = "all";
    }
}
