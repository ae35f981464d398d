package io.credence.risk.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What a verifier reads of the store: everything that was forecast, sealed, scored and watched. */
public interface LedgerQueries {

    /** The newest seal of each partition. */
    List<Seal> newestSeals();

    /** A partition's seals with numbers in {@code (after, through]}, in order; at most {@code limit}. */
    List<Seal> seals(PartitionId partition, long after, long through, int limit);

    /** The last seal whose forecasts all have origins before an instant. */
    Optional<Seal> sealBefore(PartitionId partition, Instant origin);

    /** Where retention cut a chain last; empty where it never did. */
    Optional<Anchor> anchor(PartitionId partition);

    /**
     * Where a chain goes on after what was removed.
     *
     * @param seal the last one whose forecasts are gone
     * @param removedBefore the boundary of time that retention chose
     */
    record Anchor(Seal seal, Instant removedBefore) {}

    /** The heads, in hexadecimal digits, that wait in the outbox to be published. */
    Set<String> waitingHeads();

    /** A partition's forecasts within a span, in no order. */
    List<ForecastRow> forecasts(PartitionId partition, Seal.Span span);

    /**
     * How many forecasts of each partition have origins at or after an instant and, where the partition has a seal, no later
     * record than its newest.
     */
    Map<PartitionId, Long> forecastCounts(List<Seal> newest, Instant from);

    /** Partitions with forecasts, of origins at or after an instant, that come after the newest seal of all. */
    Set<PartitionId> partitionsWithTail(Instant from);

    /** The ids of a partition's forecasts with origins at or after an instant, by the offset of their record. */
    List<Place> places(PartitionId partition, Instant from);

    /** Where a forecast stands in its partition. */
    record Place(UUID id, long offset) {}

    /** Which partitions made forecasts of which instruments, from when until when; champions' before shadows'. */
    List<Stint> stints();

    /**
     * What one partition foretold of one instrument in one lane.
     *
     * @param first origin
     * @param last origin
     */
    record Stint(String instrument, String spec, String lane, PartitionId partition, Instant first, Instant last) {

        public boolean isChampions() {
            return lane.equals(ForecastKey.CHAMPION);
        }
    }

    /** Forecasts of a stint with origins in {@code (after, until]}, by origin and horizon. */
    List<ForecastRow> forecasts(Stint stint, Instant after, Instant until);

    /** Scores of forecasts of a stint's instrument and lane with origins in {@code (after, until]}. */
    List<ScoreRow> scores(Stint stint, Instant after, Instant until);

    /** What was stored of the stint's monitors, of outcomes in {@code (after, until]}. */
    List<CalibrationRow> calibrations(Stint stint, Instant after, Instant until);

    /** Alerts that were raised in {@code (after, until]}. */
    List<AlertRow> alerts(Stint stint, Instant after, Instant until);

    /** A state of the instrument within the stint, with the end of its last bar. */
    Optional<ReplayQueries.Snapshot> state(Stint stint);
}
