package io.credence.risk.application;

import io.credence.risk.port.ForecastRow;
import io.credence.risk.port.PartitionId;
import io.credence.risk.port.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The chain over the forecasts of one partition: {@code head' = SHA-256(head | id | value hash | offset | origin | start of the
 * last bar | runtime)}, one link a forecast, in the order of the records that closed their bars. The id hashes the key and the
 * model version, the value hash all that was forecast, and the chain begins with the partition's name: nothing of a row can be
 * changed, left out, added or moved without another head. Where commits cut the sequence makes no difference.
 *
 * <p>Haber, Stornetta: How to time-stamp a digital document, Journal of Cryptology 3 (1991).
 */
public final class SealChain {

    /** Within a record's bars, the order of origin, instrument and horizon. */
    private static final Comparator<ForecastRow> ORDER = Comparator.comparingLong(
                    (ForecastRow row) -> row.source().offset())
            .thenComparing(row -> row.key().origin())
            .thenComparing(row -> row.key().instrument())
            .thenComparing(row -> row.key().spec())
            .thenComparing(row -> row.key().lane())
            .thenComparingInt(row -> row.key().horizon());

    private SealChain() {}

    /** The head of a partition's chain before its first forecast. */
    public static byte[] start(PartitionId id) {
        String name =
                String.join("\n", "credence seals", id.clusterId(), id.topicId(), Integer.toString(id.partition()));
        return sha256().digest(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The rows as the chain takes them. */
    public static List<ForecastRow> inOrder(Collection<ForecastRow> rows) {
        return rows.stream().sorted(ORDER).toList();
    }

    /**
     * Seals what a commit writes of one partition.
     *
     * @param number the seal's
     * @param previous the head before
     * @param rows at least one, all of the partition, in any order
     */
    public static Seal seal(PartitionId id, long number, byte[] previous, Collection<ForecastRow> rows) {
        List<ForecastRow> ordered = inOrder(rows);
        Seal.Span span = ordered.stream()
                .map(SealChain::span)
                .reduce(Seal.Span::with)
                .orElseThrow(() -> new IllegalArgumentException("a seal needs forecasts; there are none"));
        return new Seal(id, number, span, ordered.size(), previous, head(previous, ordered));
    }

    private static Seal.Span span(ForecastRow row) {
        long offset = row.source().offset();
        Instant origin = row.key().origin();
        return new Seal.Span(offset, offset, origin, origin);
    }

    /** @param ordered as {@link #inOrder} gives them */
    static byte[] head(byte[] previous, List<ForecastRow> ordered) {
        MessageDigest digest = sha256();
        byte[] head = previous;
        for (ForecastRow row : ordered) {
            head = link(digest, head, row);
        }
        return head;
    }

    private static byte[] link(MessageDigest digest, byte[] previous, ForecastRow row) {
        digest.update(previous);
        digest.update(ByteBuffer.allocate(48)
                .putLong(row.id().getMostSignificantBits())
                .putLong(row.id().getLeastSignificantBits())
                .putLong(row.source().offset())
                .putLong(row.key().origin().getEpochSecond())
                .putInt(row.key().origin().getNano())
                .putLong(row.source().barStart().getEpochSecond())
                .putInt(row.source().barStart().getNano())
                .flip());
        text(digest, row.valueHash());
        text(digest, row.source().runtime().getBytes(StandardCharsets.UTF_8));
        return digest.digest();
    }

    /** With its length before it, so that nothing runs together. */
    private static void text(MessageDigest digest, byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
