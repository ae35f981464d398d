package io.credence.risk.application;

import io.credence.risk.port.ForecastKey;
import io.credence.risk.port.ForecastRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids and hashes of forecasts, by SHA-256. */
final class ForecastIdentity {

    private ForecastIdentity() {}

    /** The first 16 bytes of the hash of the key and the model version. */
    static UUID id(ForecastKey key, String modelVersion) {
        MessageDigest digest = sha256();
        for (String part : new String[] {key.instrument(), key.spec(), key.lane(), modelVersion}) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        digest.update(ByteBuffer.allocate(12)
                .putInt(key.horizon())
                .putLong(key.origin().toEpochMilli())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID(hash.getLong(), hash.getLong());
    }

    /** An id for a message or an alert, from what names it. */
    static UUID id(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of everything that was forecast; where the record stood and what computed it are left out. */
    static byte[] valueHash(double price, byte[] distribution, ForecastRow.Figures figures) {
        MessageDigest digest = sha256();
        digest.update(distribution);
        add(digest, price, figures.mean(), figures.aleatoricVariance(), figures.epistemicVariance());
        add(digest, figures.quantiles());
        add(digest, figures.valueAtRisk());
        add(digest, figures.expectedShortfall());
        add(digest, figures.valueAtRiskLow());
        add(digest, figures.valueAtRiskHigh());
        add(digest, figures.expectedShortfallLow());
        add(digest, figures.expectedShortfallHigh());
        return digest.digest();
    }

    /** A number in [0, 1) that belongs to the forecast, to place its PIT at an atom. */
    static double uniform(UUID id) {
        return (id.getLeastSignificantBits() >>> 11) * 0x1.0p-53;
    }

    private static void add(MessageDigest digest, double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(Double.BYTES * values.length);
        for (double value : values) {
            buffer.putDouble(value);
        }
        digest.update(buffer.flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
