package io.credence.risk.testing;

import io.credence.migrations.Engine;
import io.credence.migrations.Migrations;
import io.credence.risk.persistence.DbAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A schema of a real PostgreSQL for one test, dropped when it closes. All tests of a JVM share one embedded server; with
 * CREDENCE_DB_URL (and CREDENCE_DB_USER, CREDENCE_DB_PASSWORD) they run on that server instead.
 */
public final class Database implements AutoCloseable {

    private final DbAddress address;

    private Database(DbAddress address) {
        this.address = address;
    }

    /** With all tables, nothing in them. */
    public static Database fresh() {
        Database database = empty();
        try {
            Migrations.migrate(database.dataSource(), database.schema());
        } catch (SQLException e) {
            throw new IllegalStateException("the test database could not be migrated", e);
        }
        return database;
    }

    /** As {@link #fresh}, with plain PostgreSQL's range partitions also where TimescaleDB is there. */
    public static Database plain() {
        Database database = empty();
        try {
            Migrations.migrate(database.dataSource(), database.schema(), Engine.POSTGRES);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database could not be migrated", e);
        }
        return database;
    }

    /** Whether the server lets us use TimescaleDB. */
    public static boolean hasTimescale() {
        try (Database database = fresh()) {
            return database.count("pg_extension where extname = 'timescaledb'") > 0;
        }
    }

    /** Without the schema, which has a name and is not made. */
    public static Database empty() {
        String schema = "test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        return new Database(Server.address().withSchema(schema));
    }

    /** Where it is, with the schema. */
    public DbAddress address() {
        return address;
    }

    public String schema() {
        return address.schema();
    }

    /** Connections that look into this schema; each is a new one. */
    public DataSource dataSource() {
        return address.dataSource();
    }

    /** Runs SQL in this schema. */
    public void execute(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("SQL failed: " + sql, e);
        }
    }

    /** How many rows a table, or a table and a condition, has. */
    public long count(String from) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("rows could not be counted: " + from, e);
        }
    }

    /** The first column of a query's first row, as text. */
    public String ask(String query) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException("SQL failed: " + query, e);
        }
    }

    /** Waits until a query's first column is true. @throws AssertionError when it is not by then */
    public void await(Duration patience, String condition) {
        Await.within(patience, () -> "t".equals(ask(condition)));
    }

    @Override
    public void close() {
        execute("drop schema if exists " + schema() + " cascade");
    }
}
