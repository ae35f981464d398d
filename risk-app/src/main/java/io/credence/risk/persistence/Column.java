package io.credence.risk.persistence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One column of many rows that travel together: an array, which the server unnests. The driver sends arrays of primitives,
 * texts and bytes in binary, so numbers arrive bit for bit.
 *
 * @param type of an element as it travels
 * @param value SQL that makes the column's value of the element {@code %s}
 * @param width elements per row: 0 for a plain column; the rows of an array column travel end to end
 */
record Column<R>(String name, String type, String value, int width, Values<R> values) {

    private static final String MICROS = "timestamptz 'epoch' + %s * interval '1 microsecond'";

    /** An array with the elements of all rows. */
    @FunctionalInterface
    interface Values<R> {
        Object of(List<R> rows);
    }

    /** A character 0, which the server cannot store, becomes the replacement character. */
    static <R> Column<R> text(String name, Function<R, @Nullable String> value) {
        return plain(
                name,
                "text",
                rows -> rows.stream().map(row -> storable(value.apply(row))).toArray(String[]::new));
    }

    static <R> Column<R> number(String name, ToDoubleFunction<R> value) {
        return plain(name, "float8", rows -> rows.stream().mapToDouble(value).toArray());
    }

    static <R> Column<R> integer(String name, ToIntFunction<R> value) {
        return plain(name, "int4", rows -> rows.stream().mapToInt(value).toArray());
    }

    static <R> Column<R> big(String name, ToLongFunction<R> value) {
        return plain(name, "int8", rows -> rows.stream().mapToLong(value).toArray());
    }

    static <R> Column<R> bool(String name, Function<R, Boolean> value) {
        return plain(name, "bool", rows -> rows.stream().map(value).toArray(Boolean[]::new));
    }

    static <R> Column<R> bytes(String name, Function<R, byte[]> value) {
        return plain(name, "bytea", rows -> rows.stream().map(value).toArray(byte[][]::new));
    }

    static <R> Column<R> uuid(String name, Function<R, UUID> value) {
        return new Column<>(
                name,
                "text",
                "%s::uuid",
                0,
                rows -> rows.stream().map(row -> value.apply(row).toString()).toArray(String[]::new));
    }

    /** To the microsecond, which is all that the server keeps. */
    static <R> Column<R> time(String name, Function<R, Instant> value) {
        return new Column<>(
                name,
                "int8",
                MICROS.formatted("%s"),
                0,
                rows -> rows.stream().mapToLong(row -> micros(value.apply(row))).toArray());
    }

    /** As {@link #time}; a null travels as the smallest number. */
    static <R> Column<R> optionalTime(String name, Function<R, @Nullable Instant> value) {
        return new Column<>(
                name,
                "int8",
                MICROS.formatted("nullif(%s, " + Long.MIN_VALUE + ")"),
                0,
                rows -> rows.stream()
                        .map(value)
                        .mapToLong(instant -> instant == null ? Long.MIN_VALUE : micros(instant))
                        .toArray());
    }

    /** An array column whose every row has {@code width} numbers. */
    static <R> Column<R> numbers(String name, int width, Function<R, double[]> value) {
        return new Column<>(name, "float8", "%s", width, rows -> endToEnd(name, width, rows, value));
    }

    /** An array column whose every row has {@code width} truth values. */
    static <R> Column<R> bools(String name, int width, Function<R, List<Boolean>> value) {
        return new Column<>(
                name,
                "bool",
                "%s",
                width,
                rows -> rows.stream()
                        .flatMap(row -> checked(name, width, value.apply(row)).stream())
                        .toArray(Boolean[]::new));
    }

    boolean isArray() {
        return width > 0;
    }

    /** As a parameter of the statement. */
    String placeholder() {
        return "?::" + type + "[]";
    }

    private static <R> Column<R> plain(String name, String type, Values<R> values) {
        return new Column<>(name, type, "%s", 0, values);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    private static <R> double[] endToEnd(String name, int width, List<R> rows, Function<R, double[]> value) {
        double[] all = new double[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            double[] row = value.apply(rows.get(i));
            checkWidth(name, width, row.length);
            System.arraycopy(row, 0, all, i * width, width);
        }
        return all;
    }

    private static List<Boolean> checked(String name, int width, List<Boolean> row) {
        checkWidth(name, width, row.size());
        return row;
    }

    private static void checkWidth(String name, int width, int found) {
        if (found != width) {
            throw new IllegalArgumentException(name + " has " + found + " elements; it must have " + width);
        }
    }
}
