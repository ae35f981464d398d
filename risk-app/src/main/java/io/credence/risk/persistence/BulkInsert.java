package io.credence.risk.persistence;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Inserts many rows by one statement, {@code insert ... select ... from unnest(...)}, whose text does not depend on how many
 * there are: the server plans it once a connection. Chosen over COPY into a temporary table, which takes more round trips and
 * writes to the catalogue, and over a batch of single inserts, which runs the executor once a row.
 *
 * @param columns array columns come first among the statement's parameters, then the plain ones
 * @param brisk fails where a row is there already; a third cheaper than {@code careful}, which announces each row before it
 *     writes it
 * @param careful leaves rows alone that are there already
 */
record BulkInsert<R>(List<Column<R>> columns, String brisk, String careful) {

    /** Into a table whose first write wins. @param returning names a column that the careful statement tells of new rows */
    static <R> BulkInsert<R> firstWins(String table, String returning, List<Column<R>> columns) {
        String insert = sql(table, columns);
        return new BulkInsert<>(columns, insert, insert + " on conflict do nothing" + returning);
    }

    /** @param conflict what follows, as {@code on conflict do update ...} */
    static <R> BulkInsert<R> into(String table, String conflict, List<Column<R>> columns) {
        String insert = sql(table, columns) + " " + conflict;
        return new BulkInsert<>(columns, insert, insert);
    }

    /** The statement for these rows. */
    Query of(List<R> rows, boolean carefully) {
        Object[] arrays = Stream.concat(
                        columns.stream().filter(Column::isArray),
                        columns.stream().filter(c -> !c.isArray()))
                .map(column -> column.values().of(rows))
                .toArray();
        return new Query(carefully ? careful : brisk, arrays);
    }

    private static <R> String sql(String table, List<Column<R>> columns) {
        List<Column<R>> wide = columns.stream().filter(Column::isArray).toList();
        List<Column<R>> plain = columns.stream().filter(c -> !c.isArray()).toList();
        return "insert into " + table + " (" + names(columns) + ") select "
                + columns.stream().map(BulkInsert::value).collect(Collectors.joining(", "))
                + " from "
                + (wide.isEmpty() ? "" : "(select " + arrays(wide) + ") a, ")
                + "unnest(" + plain.stream().map(Column::placeholder).collect(Collectors.joining(", "))
                + ") with ordinality as r (" + names(plain) + ", i)";
    }

    private static <R> String value(Column<R> column) {
        return column.isArray()
                ? "a.%s[(r.i - 1) * %d + 1 : r.i * %2$d]".formatted(column.name(), column.width())
                : column.value().formatted("r." + column.name());
    }

    private static <R> String arrays(List<Column<R>> wide) {
        return wide.stream()
                .map(column -> column.placeholder() + " as " + column.name())
                .collect(Collectors.joining(", "));
    }

    private static <R> String names(List<Column<R>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
