package io.credence.risk.persistence;

import io.credence.risk.port.ForecastKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The SHA-256 of the champion forecasts in key order: what two runs over the same input must agree on. Neither topic ids nor
 * offsets enter, since they differ between runs.
 */
final class Checksum {

    private static final String ROWS = """
            select instrument, horizon, origin, model_version, value_hash from forecast where spec = ? and lane = ?
            order by instrument, horizon, origin""";

    /** Rows that the server's cursor hands over at a time. */
    private static final int FETCH = 5_000;

    private final MessageDigest digest = sha256();

    private Checksum() {}

    /** Must run in a transaction: the driver reads by cursor only there. */
    static String of(Connection connection, String spec) throws SQLException {
        Checksum checksum = new Checksum();
        try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
            statement.setFetchSize(FETCH);
            statement.setString(1, spec);
            statement.setString(2, ForecastKey.CHAMPION);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    checksum.add(spec, rows);
                }
            }
        }
        return HexFormat.of().formatHex(checksum.digest.digest());
    }

    private void add(String spec, ResultSet row) throws SQLException {
        Instant origin = Rows.instant(row, "origin");
        text(row.getString("instrument"));
        text(spec);
        digest.update(ByteBuffer.allocate(16)
                .putInt(row.getInt("horizon"))
                .putLong(origin.getEpochSecond())
                .putInt(origin.getNano())
                .flip());
        text(row.getString("model_version"));
        digest.update(row.getBytes("value_hash"));
    }

    /** With its length before it, so that no two rows run together. */
    private void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
