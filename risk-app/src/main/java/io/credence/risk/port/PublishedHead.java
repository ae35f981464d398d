package io.credence.risk.port;

import java.time.Instant;

/**
 * A chain's head as its topic has it.
 *
 * @param lastOffset of the record that closed the last sealed bar
 * @param publishedAt by the broker's or the producer's clock, as the topic is set up
 */
public record PublishedHead(PartitionId partition, long lastOffset, byte[] head, Instant publishedAt) {}
