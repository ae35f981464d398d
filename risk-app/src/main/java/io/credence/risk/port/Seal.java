package io.credence.risk.port;

import java.time.Instant;

/**
 * Where the chain over a partition's forecasts stands after a commit.
 *
 * @param number counts the partition's commits that held forecasts, from 1 on; 0 stands for what was stored before forecasts
 *     were sealed
 * @param span where the forecasts of this commit lie
 * @param forecasts how many they are
 * @param previous the chain's head before them
 * @param head the chain's head after them
 */
public record Seal(PartitionId partition, long number, Span span, int forecasts, byte[] previous, byte[] head) {

    /** The offsets of the records that closed the bars, and the origins; both ends belong to it. */
    public record Span(long firstOffset, long lastOffset, Instant firstOrigin, Instant lastOrigin) {

        /** Both and all between. */
        public Span with(Span other) {
            return new Span(
                    Math.min(firstOffset, other.firstOffset),
                    Math.max(lastOffset, other.lastOffset),
                    firstOrigin.isBefore(other.firstOrigin) ? firstOrigin : other.firstOrigin,
                    lastOrigin.isAfter(other.lastOrigin) ? lastOrigin : other.lastOrigin);
        }
    }
}
