package io.credence.risk.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements that the driver sends in one go and the server runs in order: one round trip for all of them. */
final class Script {

    private final boolean carefully;
    private final List<Query> queries = new ArrayList<>();

    /** @param carefully whether rows may be there already */
    Script(boolean carefully) {
        this.carefully = carefully;
    }

    /** What a statement gave: the first column of its rows, or how many rows it touched. */
    record Result(List<String> returned, int touched) {}

    /** Adds a bulk insert, unless there are no rows. */
    <R> void insert(BulkInsert<R> insert, List<R> rows) {
        if (!rows.isEmpty()) {
            queries.add(insert.of(rows, carefully));
        }
    }

    void add(Query query) {
        queries.add(query);
    }

    /** Results in the statements' order. */
    List<Result> run(Connection connection) throws SQLException {
        if (queries.isEmpty()) {
            return List.of();
        }
        String sql = queries.stream().map(Query::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (Query query : queries) {
                for (@Nullable Object parameter : query.parameters()) {
                    Query.bind(statement, index++, parameter);
                }
            }
            return results(statement);
        }
    }

    private List<Result> results(PreparedStatement statement) throws SQLException {
        List<Result> results = new ArrayList<>(queries.size());
        boolean rows = statement.execute();
        for (int i = 0; i < queries.size(); i++) {
            results.add(rows ? returned(statement) : new Result(List.of(), statement.getUpdateCount()));
            rows = statement.getMoreResults();
        }
        return results;
    }

    private static Result returned(PreparedStatement statement) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return new Result(values, values.size());
    }
}
