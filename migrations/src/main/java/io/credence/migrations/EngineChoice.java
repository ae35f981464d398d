package io.credence.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which engine a schema gets: the one it was made for, else TimescaleDB where the server lets us have it. */
record EngineChoice(Engine engine, String why) {

    static EngineChoice of(Connection connection, String schema, @Nullable Engine wanted) throws SQLException {
        Optional<Engine> made = new SchemaContents(connection, schema).engine();
        if (made.isPresent()) {
            return new EngineChoice(made.get(), "the schema was made for it");
        }
        return wanted == null ? ofServer(connection) : new EngineChoice(wanted, "the caller asked for it");
    }

    private static EngineChoice ofServer(Connection connection) throws SQLException {
        Optional<String> installed =
                one(connection, "select extversion from pg_extension where extname = 'timescaledb'");
        if (installed.isPresent()) {
            return new EngineChoice(Engine.TIMESCALE, "the database has TimescaleDB " + installed.get());
        }
        Optional<String> available =
                one(connection, "select default_version from pg_available_extensions where name = 'timescaledb'");
        return available.isPresent()
                ? install(connection, available.get())
                : new EngineChoice(Engine.POSTGRES, "the server has no TimescaleDB");
    }

    /** In schema public, so that it outlives ours. A server that does not preload the library ends the connection. */
    private static EngineChoice install(Connection connection, String version) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists timescaledb schema public");
            return new EngineChoice(Engine.TIMESCALE, "TimescaleDB " + version + " was installed in the database");
        } catch (SQLException e) {
            return new EngineChoice(
                    Engine.POSTGRES,
                    "TimescaleDB " + version + " could not be installed in the database: " + firstLine(e)
                            + ". Maybe preload its library and ask the administrator for: create extension timescaledb");
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static Optional<String> one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }
}
