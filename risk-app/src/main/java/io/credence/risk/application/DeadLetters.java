package io.credence.risk.application;

import io.credence.risk.port.DeadLetterRow;
import io.credence.risk.port.InboundRecord;
import io.credence.risk.port.PartitionId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Makes dead letters: the payload's beginning, its length and its hash, so that nothing is dropped in silence. */
final class DeadLetters {

    private static final int HEAD = 1024;

    private DeadLetters() {}

    static DeadLetterRow of(
            PartitionId partition, InboundRecord record, byte[] value, RefusalReason reason, String message) {
        return new DeadLetterRow(
                partition,
                record.offset(),
                reason.name(),
                message,
                Arrays.copyOf(value, Math.min(HEAD, value.length)),
                value.length,
                sha256(value),
                record.recordTime());
    }

    private static byte[] sha256(byte[] value) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
