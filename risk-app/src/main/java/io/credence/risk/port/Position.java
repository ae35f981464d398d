package io.credence.risk.port;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A partition as its new owner finds it: the truth of the stream.
 *
 * @param nextOffset the next record to read
 * @param claim the owner's number; a commit under an older one is refused
 * @param modelVersion the version that its forecasts are made with; null until a champion exists
 * @param highestEventTime milliseconds since 1970 of the highest event time seen; {@link Long#MIN_VALUE} before the first
 * @param instruments the state of each instrument seen on it
 */
public record Position(
        PartitionId id,
        long nextOffset,
        long claim,
        @Nullable String modelVersion,
        long highestEventTime,
        Counters counters,
        Map<String, StoredState> instruments) {

    /**
     * An instrument's state.
     *
     * @param openBar the open bars and the sequences seen, written with every batch that touched them
     * @param closed features, recurrent state and forecasts that wait for their outcome, written when a bar closes; empty
     *     before the first
     * @param shadow the same of the lane of a challenger on trial, or of one that was; empty when there is none
     */
    public record StoredState(byte[] openBar, byte[] closed, byte[] shadow) {}
}
