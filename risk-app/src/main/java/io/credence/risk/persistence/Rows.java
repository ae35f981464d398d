package io.credence.risk.persistence;

import io.credence.forecasting.market.Bar;
import io.credence.risk.port.Counters;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads columns as the types of the ports. */
final class Rows {

    private Rows() {}

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(optionalInstant(row, column), column);
    }

    static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static double[] doubles(ResultSet row, String column) throws SQLException {
        Double[] values = (Double[]) row.getArray(column).getArray();
        return Arrays.stream(values).mapToDouble(Double::doubleValue).toArray();
    }

    static int[] ints(ResultSet row, String column) throws SQLException {
        Integer[] values = (Integer[]) row.getArray(column).getArray();
        return Arrays.stream(values).mapToInt(Integer::intValue).toArray();
    }

    static Boolean[] booleans(ResultSet row, String column) throws SQLException {
        return (Boolean[]) row.getArray(column).getArray();
    }

    /** Of two columns of equal length, {@code <name>_keys} and {@code <name>_values}; null columns are an empty map. */
    static Map<String, String> map(ResultSet row, String name) throws SQLException {
        String[] keys = texts(row.getArray(name + "_keys"));
        String[] values = texts(row.getArray(name + "_values"));
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            map.put(keys[i], values[i]);
        }
        return map;
    }

    private static String[] texts(@Nullable Array array) throws SQLException {
        return array == null ? new String[0] : (String[]) array.getArray();
    }

    static Counters counters(ResultSet row) throws SQLException {
        return new Counters(
                row.getLong("ticks"),
                row.getLong("repeated"),
                row.getLong("late"),
                row.getLong("crossed"),
                row.getLong("closed"),
                row.getLong("heartbeats"),
                row.getLong("dead_letters"));
    }

    static Bar bar(ResultSet row) throws SQLException {
        return new Bar(
                row.getString("instrument"),
                instant(row, "bar_start"),
                instant(row, "bar_end"),
                row.getDouble("open"),
                row.getDouble("high"),
                row.getDouble("low"),
                row.getDouble("close"),
                row.getDouble("volume"),
                row.getInt("ticks"));
    }
}
