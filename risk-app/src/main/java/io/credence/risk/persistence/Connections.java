package io.credence.risk.persistence;

import io.credence.risk.port.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs work on connections to one database, and says which one it was when that fails. */
public final class Connections {

    /**
     * SQL states that tell of the server or the way to it: connection, transaction rolled back (deadlock), resources, operator
     * intervention, system error. Others are bugs of ours.
     */
    private static final Set<String> UNAVAILABLE = Set.of("08", "40", "53", "57", "58");

    private static final String UNDEFINED_TABLE = "42P01";

    private final DataSource source;
    private final String place;

    /** @param source gives connections that look into the address's schema */
    public Connections(DataSource source, DbAddress address) {
        this.source = source;
        this.place = address.toString();
    }

    /** Without a pool, for commands that ask little. */
    public static Connections plain(DbAddress address) {
        return new Connections(address.dataSource(), address);
    }

    /** Work on a connection. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs one statement, which commits itself. */
    <T extends @Nullable Object> T ask(Work<T> work) {
        try (Connection connection = open()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Runs all of the work in one transaction; any exception rolls it back. */
    <T extends @Nullable Object> T inTransaction(Work<T> work) {
        try (Connection connection = open()) {
            connection.setAutoCommit(false);
            return committed(connection, work);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static <T extends @Nullable Object> T committed(Connection connection, Work<T> work) throws SQLException {
        try {
            T result = work.run(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private Connection open() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new StoreUnavailableException(
                    "the database at " + place + " could not be reached: " + reason(e)
                            + " Maybe start it, or correct CREDENCE_DB_URL, CREDENCE_DB_USER or CREDENCE_DB_PASSWORD.",
                    e);
        }
    }

    private RuntimeException failure(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals(UNDEFINED_TABLE)) {
            return new StoreUnavailableException(
                    "the database at " + place + " lacks a table: " + reason(e)
                            + " Maybe bring the schema up to date with: ./credence migrate",
                    e);
        }
        if (e instanceof SQLTransientException || UNAVAILABLE.stream().anyMatch(state::startsWith)) {
            return new StoreUnavailableException("the database at " + place + " broke off: " + reason(e), e);
        }
        return new IllegalStateException("the database at " + place + " refused a statement: " + reason(e), e);
    }

    /** The server's first line as a sentence; the others are hints and positions. */
    static String reason(SQLException e) {
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        return first.endsWith(".") ? first : first + ".";
    }
}
