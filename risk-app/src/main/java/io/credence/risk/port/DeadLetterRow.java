package io.credence.risk.port;

import java.time.Instant;

/**
 * A record that could not be used.
 *
 * @param reason a short code from a closed list, as {@code MALFORMED}
 * @param message names the value and what is allowed
 * @param head the payload's first 1 KiB
 * @param length of the whole payload in bytes
 * @param sha256 of the whole payload
 * @param recordTime the record's own timestamp in Kafka
 */
public record DeadLetterRow(
        PartitionId partition,
        long offset,
        String reason,
        String message,
        byte[] head,
        int length,
        byte[] sha256,
        Instant recordTime) {}
